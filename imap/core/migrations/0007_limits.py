"""Counts of what people do in a window of time; those of the cache begin anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0006_fill_mail_address_key")]

    operations = [
        migrations.CreateModel(
            name="Limit",
            fields=[
                (
                    "slot",
                    models.CharField(max_length=100, primary_key=True, serialize=False),
                ),
                ("count", models.PositiveIntegerField()),
                ("ends", models.FloatField(db_index=True)),
            ],
        ),
    ]
