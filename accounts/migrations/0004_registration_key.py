"""Each request has a key of its own, which the link to the applicant's page names."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_carry_over")]

    operations = [
        migrations.AlterField(
            model_name="registration",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        )
    ]
