"""The map's own layer: an indicator as shades, with its years."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from imap.map.layers import Layer, register

register(Layer(key="indicator", label=_("Indicator"), icon="indicator", position=20))
