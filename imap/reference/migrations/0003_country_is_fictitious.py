from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reference", "0002_trigrams")]

    operations = [
        migrations.AddField(
            model_name="country",
            name="is_fictitious",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="fictitious"
            ),
        ),
    ]
