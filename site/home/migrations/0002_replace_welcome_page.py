"""Puts a home page where Wagtail's welcome page is, on a site for one's own machine."""

from django.db import migrations


def create_home_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")

    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(content_type__app_label="wagtailcore", content_type__model="page", depth=2, slug="home")
    if Page.objects.filter(depth=2).exclude(pk__in=welcome.values("pk")).exists():
        return  # a site that has pages of its own keeps them
    Site.objects.filter(root_page__in=welcome).delete()
    welcome.delete()

    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    home = HomePage.objects.create(
        title="Guidepost",
        draft_title="Guidepost",
        slug="home",
        content_type=content_type,
        locale=Locale.objects.order_by("pk").first(),  # the default language, made by Wagtail's own migrations
        path=root.path + "0001",
        depth=2,
        numchild=0,
        url_path="/home/",
    )
    Page.objects.filter(pk=root.pk).update(numchild=1)
    Site.objects.create(hostname="127.0.0.1", port=8000, root_page=home, is_default_site=True, site_name="Guidepost")


def remove_home_page(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    apps.get_model("wagtailcore", "Site").objects.filter(root_page__content_type__app_label="home").delete()
    removed, _ = apps.get_model("home", "HomePage").objects.filter(slug="home", depth=2).delete()
    if removed:
        root = Page.objects.get(depth=1)
        Page.objects.filter(pk=root.pk).update(numchild=Page.objects.filter(depth=2).count())


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(create_home_page, remove_home_page),
    ]
