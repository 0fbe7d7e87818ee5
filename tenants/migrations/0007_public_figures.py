from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0006_library'),
    ]

    operations = [
        migrations.AddField(
            model_name='tenant',
            name='public_figures',
            field=models.BooleanField(default=False, verbose_name='chiffres publics'),
        ),
    ]
