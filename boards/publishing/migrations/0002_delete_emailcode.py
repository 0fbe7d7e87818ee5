"""Codes have a room of their own now (boards.codes).

They are good for fifteen minutes and count for a day, so the rows are not moved: whoever is about to type one while
this runs asks for another.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel(
            name='EmailCode',
        ),
    ]
