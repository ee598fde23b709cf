"""faq_blocks needs nothing but Wagtail: a site without guides migrates, renders and manages questions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

SITE = """
import sys
import django
from django.conf import settings

WAGTAIL = ["users", "snippets", "documents", "images", "search", "admin"]
settings.configure(
    SECRET_KEY="x",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="__main__",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["faq_blocks", *(f"wagtail.{name}" for name in WAGTAIL), "wagtail", "modelcluster", "taggit",
                    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                    "django.contrib.messages", "django.contrib.staticfiles"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware",
                "django.contrib.messages.middleware.MessageMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [sys.argv[1]], "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request",
                                                   "django.contrib.auth.context_processors.auth",
                                                   "django.contrib.messages.context_processors.messages"]}}],
    STATIC_URL="/static/",
    USE_TZ=True,
    WAGTAIL_SITE_NAME="Alone",
    WAGTAILADMIN_BASE_URL="http://localhost",
)
django.setup()

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

urlpatterns = [path("admin/", include(admin_urls)), path("", include(wagtail_urls))]
"""

FAQ = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("makemigrations", "faq_blocks", check=True, dry_run=True, verbosity=0)
call_command("check")

from faq_blocks.blocks import FaqBlock
from faq_blocks.models import FaqEntry
from wagtail.models import Page

entry = FaqEntry.objects.create(question="Shared?", answer="<p>Yes.</p>", live=True)
page = Page.objects.get(slug="home")
link = f'<p>See <a linktype="page" id="{page.pk}">home</a>.</p>'
block = FaqBlock()
block.set_name("faq")
value = block.to_python({
    "heading": "Questions", "introduction": "",
    "questions": [
        {"type": "question", "id": "q1", "value": {"question": "Where?", "answer": link}},
        {"type": "library_question", "id": "q2", "value": entry.pk},
    ],
})
print(block.render(value))
print(page.full_url)

from django.contrib.auth import get_user_model
from django.test import Client
client = Client()
client.force_login(get_user_model().objects.create_superuser("boss", "b@example.com", "boss"))
for address in ("list", "add", "edit"):
    url = FaqEntry.snippet_viewset.get_url_name(address)
    from django.urls import reverse
    response = client.get(reverse(url, args=[entry.pk] if address == "edit" else []))
    assert response.status_code == 200, (address, response.status_code)
response = client.get("/admin/block-preview/", {"id": block.definition_prefix})
assert "How long does an appointment take?" in response.content.decode()

assert not [name for name in sys.modules if name.partition(".")[0] in {"guide_pages", "config", "home", "demo"}]
print("ALONE")
"""


def test_a_site_without_guides_has_questions_and_answers(tmp_path: Path) -> None:
    script = tmp_path / "alone.py"
    script.write_text(SITE + FAQ)
    done = subprocess.run(  # an own process: this one has guide_pages in it
        [sys.executable, script, ROOT / "templates"],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.rstrip().endswith("ALONE")
    assert done.stdout.count("<details") == 2
    assert '<section class="section faq" id="questions"' in done.stdout
    assert 'href="http://localhost/"' in done.stdout
