"""A counter a site, which goes on where the one for all sites stood; what waits for its sequence has none."""

import django.db.models.deletion
from django.db import migrations, models


def go_on(apps, schema_editor):
    """Each site goes on after what any has told: no client sees a smaller sequence."""
    last = apps.get_model("guide_pages", "GlobalCounter").objects.aggregate(last=models.Max("value"))["last"]
    if last is None:
        return
    counters = apps.get_model("guide_pages", "FeedCounter").objects
    for site in apps.get_model("wagtailcore", "Site").objects.values_list("pk", flat=True):
        counters.create(site_id=site, value=last)


def come_together(apps, schema_editor):
    """One counter for all sites again: what waits, and what two sites have given, is told anew, after all."""
    told = [apps.get_model("guide_pages", name).objects for name in ("Delivery", "Tombstone")]
    last = max(rows.aggregate(last=models.Max("sequence"))["last"] or 0 for rows in told)
    counters = apps.get_model("guide_pages", "FeedCounter").objects
    last = max(last, counters.aggregate(last=models.Max("value"))["last"] or 0)
    known = set()
    for rows in told:
        for pk, sequence in list(rows.order_by("pk").values_list("pk", "sequence")):
            if sequence is None or sequence in known:
                last += 1
                rows.filter(pk=pk).update(sequence=last)
            known.add(sequence)
    apps.get_model("guide_pages", "GlobalCounter").objects.create(pk=1, value=last)


class Migration(migrations.Migration):
    dependencies = [
        ("guide_pages", "0012_due"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="delivery", name="delivery_in_feed"),
        migrations.RemoveIndex(model_name="tombstone", name="tombstone_in_feed"),
        migrations.AlterField("delivery", "sequence", models.BigIntegerField(null=True)),
        migrations.AlterField("tombstone", "sequence", models.BigIntegerField(null=True)),
        migrations.RenameModel("FeedCounter", "GlobalCounter"),
        migrations.CreateModel(
            name="FeedCounter",
            fields=[
                (
                    "site",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="wagtailcore.site",
                    ),
                ),
                ("value", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(go_on, come_together),
        migrations.DeleteModel("GlobalCounter"),
        migrations.AddConstraint(
            "delivery", models.UniqueConstraint(fields=["site", "sequence"], name="delivery_in_feed")
        ),
        migrations.AddConstraint(
            "tombstone", models.UniqueConstraint(fields=["site", "sequence"], name="tombstone_in_feed")
        ),
    ]
