from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("statistics", "0005_as_loaded")]

    operations = [
        migrations.RemoveField(model_name="indicator", name="loaded_breaks"),
    ]
