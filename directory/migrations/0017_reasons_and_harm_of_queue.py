from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0016_import_staging'),
    ]

    operations = [
        migrations.AddField(
            model_name='queuedecision',
            name='reason',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='proposal',
            name='can_harm',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='trustrule',
            name='fields',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
