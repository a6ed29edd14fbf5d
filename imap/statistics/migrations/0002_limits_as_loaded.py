from __future__ import annotations

from django.db import migrations, models


def take_those_there(apps, schema_editor):
    """Nobody could set limits before: what stands there was loaded."""
    indicators = apps.get_model("statistics", "Indicator").objects
    indicators.update(loaded_breaks=models.F("breaks"))


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="loaded_breaks",
            field=models.JSONField(
                default=list, editable=False, verbose_name="class limits as loaded"
            ),
        ),
        migrations.RunPython(take_those_there, migrations.RunPython.noop),
    ]
