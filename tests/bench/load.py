"""Requests per second over kept connections, two addresses in turn."""

from __future__ import annotations

import http.client
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

CONNECTIONS = 4
REQUESTS = 250
ROUNDS = 5


def ratio(port: int, cookie: str, measured: str, against: str) -> tuple[float, float]:
    """Return requests per second of both, the medians of rounds taken in turn."""
    rates: dict[str, list[float]] = {measured: [], against: []}
    for path in rates:
        _round(port, cookie, path)  # the first one warms up
    for _ in range(ROUNDS):
        for path, taken in rates.items():
            taken.append(_round(port, cookie, path))
    return statistics.median(rates[measured]), statistics.median(rates[against])


def _round(port: int, cookie: str, path: str) -> float:
    begun = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        jobs = [pool.submit(_ask, port, cookie, path) for _ in range(CONNECTIONS)]
        for job in jobs:
            job.result()
    return CONNECTIONS * REQUESTS / (time.perf_counter() - begun)


def _ask(port: int, cookie: str, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie, "Accept-Encoding": "br, gzip"}
    for _ in range(REQUESTS):
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        if response.status != http.client.OK:
            message = f"{path} answered {response.status}"
            raise RuntimeError(message)
    connection.close()
