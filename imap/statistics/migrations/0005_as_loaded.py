from __future__ import annotations

from django.db import migrations, models

# Until now nobody could change these but in the file: what stands there was loaded.
FROM_FILES = {
    "Source": (
        *("publication", "publishers", "titles", "shorts", "edition", "year"),
        *("licence", "url", "retrieved", "notes"),
    ),
    "Indicator": (
        *("position", "section", "names", "shorts", "definitions"),
        *("other_definitions", "by_source", "unit", "units", "kind", "decimals"),
        *("minimum", "maximum", "palette", "sensitive", "is_key_figure", "count_id"),
    ),
    "FlowType": ("names", "units", "source_id", "sensitive"),
}
AS_TEXT = ("minimum", "maximum", "retrieved")


def take_those_there(apps, schema_editor):
    for model, names in FROM_FILES.items():
        for row in apps.get_model("statistics", model).objects.all():
            row.loaded = {name: _plain(row, name) for name in names}
            if model == "Indicator":
                row.loaded["breaks"] = row.loaded_breaks
            row.save(update_fields=["loaded"])


def give_limits_back(apps, schema_editor):
    for row in apps.get_model("statistics", "Indicator").objects.all():
        row.loaded_breaks = row.loaded.get("breaks", [])
        row.save(update_fields=["loaded_breaks"])


def _plain(row, name):
    value = getattr(row, name)
    return str(value) if name in AS_TEXT and value is not None else value


class Migration(migrations.Migration):
    dependencies = [("statistics", "0004_data_notes")]

    operations = [
        *(
            migrations.AddField(
                model_name=model.lower(),
                name="loaded",
                field=models.JSONField(
                    default=dict, editable=False, verbose_name="as loaded"
                ),
            )
            for model in FROM_FILES
        ),
        migrations.RunPython(take_those_there, give_limits_back),
    ]
