"""Who follows docs/operating.md to the letter has a site.

Every command, cron line, unit and server block is taken out of the document and used, in a fresh copy of the repository
and an environment with nothing in it.
"""

from __future__ import annotations

import http.client
import json
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.services.following import DOCUMENT, Machine, blocks, section
from tests.site.serving.gunicorn import PATIENCE, Server, gunicorn, request

pytestmark = pytest.mark.timeout(1500)

HOST = "guides.example.org"
BEHIND_THE_PROXY = ("X-Forwarded-Proto: https", "Connection: close")

CONTENT = """
import json
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, Site
from guide_pages.models import GuideIndexPage, GuidePage
Site.objects.update(hostname="guides.example.org", port=443)
index = Site.objects.get().root_page.add_child(instance=GuideIndexPage(title="Guides", slug="guides"))
staff = Collection.get_first_root_node().add_child(instance=Collection(name="Staff"))
documents = [
    Document.objects.create(title=name, collection=place, file=ContentFile(name.encode(), f"{name} one.txt"))
    for name, place in (("open", Collection.get_first_root_node()), ("private", staff))
]
CollectionViewRestriction.objects.create(collection=staff, restriction_type="login")
guide = index.add_child(instance=GuidePage(title="Bread", slug="bread", summary="Of bread.", live=False, body=[
    ("section", {"heading": "Before", "content": [("text", "<p>Flour.</p>")]})]))
guide.save_revision().publish()
urls, files = {d.title: d.url for d in documents}, {d.title: d.file.name for d in documents}
print(json.dumps({"documents": urls, "files": files}))
"""


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which *First start* was followed."""
    machine = Machine(tmp_path_factory.mktemp("machine"))
    said = machine.follow("First start")
    assert said[-1] == "Everything is in step.\n"
    return machine


@pytest.fixture(scope="module")
def content(machine: Machine) -> dict[str, dict[str, str]]:
    """A guide, and a document that anybody may read and one that not everybody may."""
    said = machine.run(f".venv/bin/python manage.py shell --no-imports -c {shlex.quote(CONTENT)}")
    found: dict[str, dict[str, str]] = json.loads(said.splitlines()[-1])
    return found


@contextmanager
def served(machine: Machine) -> Iterator[Server]:
    """The site, started as the unit starts it; only the port is another."""
    unit = machine.here(blocks("Serving", "ini")[0])
    start = re.search(r"^ExecStart=(\S+/gunicorn) (.*)$", unit, re.MULTILINE)
    folder = re.search(r"^WorkingDirectory=(.*)$", unit, re.MULTILINE)
    assert start
    assert folder
    with gunicorn(*start[2].split(), cwd=Path(folder[1]), program=start[1], **machine.environment) as server:
        yield server


@pytest.fixture(scope="module")
def server(machine: Machine, content: dict[str, Any]) -> Iterator[Server]:
    with served(machine) as server:
        yield server


def get(server: Server, path: str, *headers: str) -> Any:
    return server.ask(request(path, *BEHIND_THE_PROXY, *headers))


READ = ["/", "/admin/login/", "/guides/", "/guides/bread/", "/search/?query=flour", "/sitemap.xml", "/robots.txt"]
READ += ["/api/guides/v1/guides", "/api/guides/v1/changes"]


@pytest.mark.parametrize("path", READ)
def test_the_site_answers(server, path):
    assert get(server, path).status == 200


@pytest.mark.parametrize("path", ["/", "/guides/bread/", "/admin/login/"])
def test_the_static_files_that_a_page_names_are_there(server, path):
    named = set(re.findall(r"""["'](/static/[^"'#?]+\.(?:css|js|svg))""", get(server, path).body.decode()))
    assert named
    assert {name: get(server, name).status for name in named} == dict.fromkeys(named, 200)


def test_no_header_opens_the_admin_elsewhere(server):
    assert get(server, "/guides/admin/login/").status == 404
    assert get(server, "/guides/admin/login/", "SCRIPT_NAME: /guides").status == 404


def test_https_is_asked_for_unless_the_proxy_has_ended_it(server):
    answer = server.ask(request("/", "Connection: close"))
    assert (answer.status, f"https://{HOST}/" in answer.head) == (301, True)


def test_only_the_sites_user_reads_what_is_secret(machine):
    file = machine.folder / "guidepost.env"
    assert file.stat().st_mode & 0o077 == 0
    assert re.search(r"^SECRET_KEY=\S{60,}$", file.read_text(), re.MULTILINE)


def test_cron_needs_no_environment_and_stores_what_the_server_does(machine, server):
    machine.run(".venv/bin/python manage.py publish_scheduled")  # the picture for those who share the guide
    before = get(server, "/guides/bread/")
    lines = [re.fullmatch(r"(?:\S+ +){5}(.*)", line) for line in blocks("Cron", "cron")[0].splitlines()]
    assert len(lines) >= 2
    said = [machine.run(f"env -i /bin/sh -c {shlex.quote(machine.here(line[1]))}", Path("/")) for line in lines if line]
    assert said == ["", "Everything is in step.\n"]
    after = get(server, "/guides/bread/")
    assert (after.status, after.body) == (200, before.body)


def test_what_is_deployed_passes_djangos_own_check(machine):
    machine.run(".venv/bin/python manage.py check --deploy --fail-level WARNING")


def test_a_backup_is_the_whole_site(machine, server, content, tmp_path):
    """It is brought back on another machine, where nothing was ever started."""
    backup, restore = blocks("Backups", "console")
    for command in backup.splitlines():
        machine.run(command.removeprefix("$ "))
    other = Machine(tmp_path)
    (other.folder / ".venv").symlink_to((machine.folder / ".venv").resolve())
    (other.folder / "var").mkdir()
    (other.folder / "staticfiles").symlink_to(machine.folder / "staticfiles")  # of the same release
    machine.run(f"cp -r var/backup {shlex.quote(str(other.folder / 'var'))}")
    said = [other.run(command.removeprefix("$ ")) for command in restore.splitlines()]
    assert said[-1] == "Everything is in step.\n"
    with served(other) as restored:
        assert get(restored, "/guides/bread/").body == get(server, "/guides/bread/").body
        assert get(restored, content["documents"]["private"]).status == 302
    for title, name in content["files"].items():  # nginx sends it
        assert (other.folder / "var/private" / name).read_text() == title


def test_who_is_locked_out_can_be_let_in(machine):
    assert len(machine.follow("Signing in")) == 2


def test_an_upgrade_ends_in_step(machine, server):
    assert machine.follow("Upgrading")[-1] == "Everything is in step.\n"


# In front.


@pytest.fixture(scope="module")
def front(machine: Machine, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """nginx with the document's own server block, on another port and with a certificate of its own."""
    folder = tmp_path_factory.mktemp("nginx")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    machine.run(
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN={HOST} -days 2"
        f" -keyout {key} -out {certificate}"
    )
    port = free_port()
    block = machine.here(blocks("Serving", "nginx")[0])
    for said, here in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/ssl/guides.example.org.pem", str(certificate)),
        ("/etc/ssl/guides.example.org.key", str(key)),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{server.address[1]}"),
    ):
        assert said in block
        block = block.replace(said, here)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"user root; pid {folder}/pid; error_log {folder}/error.log; events {{}}"
        f" http {{ include /etc/nginx/mime.types; access_log off; {temporary} {block} }}"
    )
    nginx = shutil.which("nginx", path=machine.environment["PATH"]) or shutil.which("nginx")
    if nginx is None:
        pytest.fail("Needs nginx (apt-get install nginx-light).", pytrace=False)
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    process = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                ask(port, "/robots.txt")
                break
            except ConnectionError:
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def ask(port: int, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPSConnection(
        "127.0.0.1", port, timeout=PATIENCE, context=ssl._create_unverified_context()
    )
    connection.request("GET", path, headers={"Host": HOST, **headers})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize("path", READ)
def test_the_site_answers_behind_nginx(front, path):
    assert ask(front, path)[0].status == 200


def test_nginx_sends_a_document_that_anybody_may_read(front, content):
    response, body = ask(front, content["documents"]["open"])
    assert (response.status, body) == (200, b"open")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("prefix", ["/media/", "/private-files/", "/media/../private/", "/media../private/"])
def test_nginx_sends_no_document_by_the_name_of_its_file(front, content, prefix):
    for name in content["files"].values():
        response, body = ask(front, prefix + name.replace(" ", "%20"))
        assert response.status in (400, 404)
        assert body not in (b"open", b"private")


def test_nginx_sends_no_private_document(front, content):
    response, body = ask(front, content["documents"]["private"])
    assert (response.status, body) == (302, b"")
    assert "/_util/login/" in response.headers["Location"]


def test_nginx_shows_pictures(front, machine):
    picture = machine.folder / "var/media/images/a.svg"
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text("<svg/>")
    assert ask(front, "/media/images/a.svg")[1] == b"<svg/>"


def test_no_header_opens_the_admin_elsewhere_behind_nginx(front):
    assert ask(front, "/guides/admin/login/", SCRIPT_NAME="/guides")[0].status == 404


def test_every_part_of_the_document_is_followed():
    """A section with commands that nobody runs would rot."""
    with_commands = {h for h in re.findall(r"^## (.+)$", DOCUMENT, re.MULTILINE) if "\n$ " in section(h)}
    assert with_commands == {"First start", "Signing in", "Backups", "Upgrading"}
