"""Keep sections compressed, and their lines of the contents; make those that are there.

A line is written here as `templates/profiles/_contents_entry.html` writes it today.
"""

import zlib

from django.db import migrations, models
from django.utils.html import format_html

_NOT_COVERED = {"en": "not covered", "ru": "нет текста"}


def fill(apps, schema_editor):
    sections = apps.get_model("profiles", "PublishedSection").objects.select_related(
        "publication__edition"
    )
    packer, page = None, None
    for each in sections.order_by("publication", "language", "position").iterator():
        if page != (each.publication_id, each.language):
            page = (each.publication_id, each.language)
            packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        if each.html:
            each.packed = packer.compress(each.html.encode()) + packer.flush(
                zlib.Z_SYNC_FLUSH
            )
        each.entry = _entry(each)
        each.save(update_fields=["packed", "entry"])


def _entry(each):
    if each.is_covered:
        line = (
            '<a class="contents__link" href="#{code}">'
            '<span class="contents__code">{code}</span> <span>{title}</span></a>'
        )
    elif each.is_in_gap or each.publication.edition.is_demonstration:
        return ""
    else:
        line = (
            '<span class="contents__link contents__link--empty">'
            '<span class="contents__code">{code}</span> <span>{title}</span> '
            '<span class="tag">{note}</span></span>'
        )
    return format_html(
        '<li class="contents__item contents__item--{depth}">' + line + "</li>",
        code=each.code,
        title=each.title,
        depth=each.depth,
        note=_NOT_COVERED.get(each.language, _NOT_COVERED["en"]),
    )


class Migration(migrations.Migration):
    dependencies = [("profiles", "0015_windows_of_writers")]

    operations = [
        migrations.AddField(
            model_name="publishedsection",
            name="packed",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="publishedsection",
            name="entry",
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
