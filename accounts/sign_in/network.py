"""Which network a request comes from: what limits are counted by."""

from __future__ import annotations

import ipaddress

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

# One customer usually holds a whole /64 of IPv6 addresses.
_IPV6_NETWORK = 64


def network_of(request: HttpRequest) -> str:
    address = get_adapter().get_client_ip(request)
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return str(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        network = ipaddress.IPv6Network((parsed, _IPV6_NETWORK), strict=False)
        return str(network.network_address)
    return str(address)
