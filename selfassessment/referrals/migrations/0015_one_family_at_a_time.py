from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0014_home_and_families"),
    ]

    operations = [
        migrations.AddField(
            model_name="familykey",
            name="number",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="familykey",
            constraint=models.UniqueConstraint(
                fields=("digest", "number"), name="referrals_family_one_at_a_time"
            ),
        ),
    ]
