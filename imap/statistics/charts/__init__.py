"""Charts made on the server: data in, an SVG and its table twin out.

Colours, fonts and weights are classes of `static/css/charts.css`: our pages allow no
style attributes. Every text is escaped here. Line and column charts always show zero;
a line breaks where a figure is missing or a series breaks.
"""

from __future__ import annotations

from imap.statistics.charts.bars import Bar, bar_chart
from imap.statistics.charts.columns import column_chart
from imap.statistics.charts.line_data import Line
from imap.statistics.charts.lines import line_chart
from imap.statistics.charts.spark import sparkline
from imap.statistics.charts.svg import Chart, ChartTable, ChartText

__all__ = [
    "Bar",
    "Chart",
    "ChartTable",
    "ChartText",
    "Line",
    "bar_chart",
    "column_chart",
    "line_chart",
    "sparkline",
]
