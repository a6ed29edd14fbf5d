"""Apart from tests/statistics, whose seed stands in one transaction of the folder."""
