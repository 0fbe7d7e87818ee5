from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    """For constraints that exclude: no two appointments of one person at the same hour. In public, for all tenants."""

    dependencies = [("reference", "0001_initial")]

    operations = [BtreeGistExtension()]
