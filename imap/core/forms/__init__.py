"""Form fields that every room uses; their tags are in `templatetags/forms.py`."""
