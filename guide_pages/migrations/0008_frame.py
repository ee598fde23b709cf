"""The pages in the menu and above a guide are depended on under a name of their own: more of them is shown.

Which of the known ones stand around a guide nobody has written down: all of them may, until the guide is made anew.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('guide_pages', '0007_words_of_every_script'),
    ]

    operations = [
        migrations.RunSQL(
            """INSERT INTO guide_pages_dependency (guide_id, kind, "key")
               SELECT guide_id, 'frame', "key" FROM guide_pages_dependency WHERE kind = 'page'""",
            "DELETE FROM guide_pages_dependency WHERE kind = 'frame'",
        ),
    ]
