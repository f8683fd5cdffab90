import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0017_reasons_and_harm_of_queue'),
    ]

    operations = [
        migrations.AddField(
            model_name='service',
            name='places_left',
            field=models.PositiveSmallIntegerField(blank=True, help_text='A number, when the group says one; 0 is full. Empty when nobody says.', null=True, validators=[django.core.validators.MaxValueValidator(999)], verbose_name='places left'),
        ),
    ]
