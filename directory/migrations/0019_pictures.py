import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0018_places_left'),
    ]

    operations = [
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('data', models.BinaryField()),
                ('width', models.PositiveSmallIntegerField()),
                ('height', models.PositiveSmallIntegerField()),
                ('made_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'ordering': ['-made_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='service',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.picture', verbose_name='picture'),
        ),
        migrations.AddField(
            model_name='service',
            name='picture_words',
            field=models.CharField(blank=True, help_text='For people who do not see it. Empty: the picture is not shown.', max_length=200, verbose_name='what can be seen in the picture'),
        ),
    ]
