from django.db import migrations, models


class Migration(migrations.Migration):
    """The last of three: the compressed documents take the place of those that they were made from."""

    dependencies = [("guide_pages", "0015_compress_editions")]

    operations = [
        migrations.RemoveField("edition", "document"),
        migrations.RenameField("edition", "compressed", "document"),
        migrations.AlterField("edition", "document", models.BinaryField()),
    ]
