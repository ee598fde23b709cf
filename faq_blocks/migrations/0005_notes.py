from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("faq_blocks", "0004_one_entry_in_each_language")]

    operations = [
        migrations.AddField(
            model_name="faqentry",
            name="change_note",
            field=models.CharField(
                blank=True,
                help_text="For readers who knew the answer: “Adds how long to wait.” Each guide's new edition carries it.",
                max_length=300,
                verbose_name="what changed",
            ),
        ),
    ]
