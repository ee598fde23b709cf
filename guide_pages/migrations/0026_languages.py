import django.db.models.deletion
import guide_pages.blocks.site_words
import guide_pages.blocks.urgent_help
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Topics and people get a language, and a key that they share with their translations. First without: rows are
    there. A site says in several languages, and for several countries, what it says beside its guides."""

    dependencies = [
        ('guide_pages', '0025_brought_in'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AddField(
            model_name='contributor',
            name='locale',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale'),
        ),
        migrations.AddField(
            model_name='contributor',
            name='translation_key',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='topic',
            name='locale',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale'),
        ),
        migrations.AddField(
            model_name='topic',
            name='translation_key',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='guidesettings',
            name='translations',
            field=wagtail.fields.StreamField([('language', 14)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': guide_pages.blocks.site_words.content_languages, 'label': 'Language'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'Disclaimer', 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Heading of the urgent help', 'max_length': 160, 'required': False}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'superscript', 'subscript'], 'label': 'Text of the urgent help', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the button says: “Call 988”.', 'label': 'Label', 'max_length': 80}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who answers, and when.', 'label': 'Detail', 'max_length': 160, 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'A number, an email or a web address: 911, help@example.org, www.example.org, sms:988.', 'label': 'Address', 'max_length': 255, 'validators': [guide_pages.blocks.urgent_help.valid_href]}), 7: ('wagtail.blocks.StructBlock', [[('label', 4), ('detail', 5), ('href', 6)]], {}), 8: ('wagtail.blocks.StreamBlock', [[('contact', 7)]], {'label': 'Contacts', 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Country', 'max_length': 80}), 10: ('wagtail.blocks.StreamBlock', [[('contact', 7)]], {'label': 'Contacts'}), 11: ('wagtail.blocks.CharBlock', (), {'help_text': 'The web address where these numbers can be looked up.', 'label': 'Address of the source', 'max_length': 500, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('country', 9), ('contacts', 10), ('url', 11)]], {}), 13: ('wagtail.blocks.StreamBlock', [[('country', 12)]], {'label': 'Contacts in other countries', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('language', 0), ('disclaimer', 1), ('urgent_help_heading', 2), ('urgent_help_text', 3), ('urgent_help_contacts', 8), ('urgent_help_countries', 13)]], {})}, help_text="The disclaimer and the urgent help, for guides in another language than the site's own.", verbose_name='in other languages'),
        ),
        migrations.AddField(
            model_name='guidesettings',
            name='urgent_help_countries',
            field=wagtail.fields.StreamField([('country', 7)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Country', 'max_length': 80}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the button says: “Call 988”.', 'label': 'Label', 'max_length': 80}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who answers, and when.', 'label': 'Detail', 'max_length': 160, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'A number, an email or a web address: 911, help@example.org, www.example.org, sms:988.', 'label': 'Address', 'max_length': 255, 'validators': [guide_pages.blocks.urgent_help.valid_href]}), 4: ('wagtail.blocks.StructBlock', [[('label', 1), ('detail', 2), ('href', 3)]], {}), 5: ('wagtail.blocks.StreamBlock', [[('contact', 4)]], {'label': 'Contacts'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'The web address where these numbers can be looked up.', 'label': 'Address of the source', 'max_length': 500, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('country', 0), ('contacts', 5), ('url', 6)]], {})}, help_text='Readers choose their country from this list. Nobody asks where they are.', verbose_name='contacts in other countries'),
        ),
    ]
