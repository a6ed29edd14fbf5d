"""Each mail keeps the key of its address, by which mails to one person are found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_concealed_words")]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="to_key",
            field=models.CharField(default="", editable=False, max_length=254),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(fields=["to_key"], name="mail_of_address"),
        ),
    ]
