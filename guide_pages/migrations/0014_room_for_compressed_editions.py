from django.db import migrations, models


class Migration(migrations.Migration):
    """The first of three: a column for the compressed documents, beside the one that they leave."""

    dependencies = [("guide_pages", "0013_counters_a_site")]

    operations = [
        migrations.AddField("edition", "compressed", models.BinaryField(null=True)),
        migrations.AlterField("edition", "document", models.JSONField(null=True)),
    ]
