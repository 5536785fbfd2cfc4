"""Sparklines, drawn by pygal. Of its SVG only the shapes are kept: its scripts, styles and ids change each time."""

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from markupsafe import Markup

MOST = 60  # readings that a chart shows: more than that are no longer told apart
WIDTH, HEIGHT = 132, 34
_SVG = "{http://www.w3.org/2000/svg}"


def sparkline(numbers: Sequence[float], target: float | None, said: str) -> Markup:
    """The readings as a line that ends in a dot, the target as a dashed one; ``said`` is its text alternative."""
    step = -(-len(numbers) // MOST)
    numbers = [*reversed(numbers[::-1][::step])]  # so that the last reading is among them
    series = [numbers] if target is None else [[target] * len(numbers), numbers]
    bounds = [*numbers, *([] if target is None else [target])]
    room = (max(bounds) - min(bounds)) * 0.12 or abs(max(bounds)) * 0.12 or 1.0
    chart = _line_chart()(range=(min(bounds) - room, max(bounds) + room), dots_size=2.5, js=())
    for each in series:
        chart.add(None, each)
    drawn = ET.fromstring(  # noqa: S314 - pygal made it, of numbers alone
        chart.render_sparkline(width=WIDTH, height=HEIGHT, show_dots=True, margin=4)
    )
    svg = ET.Element("svg", {"class": "spark", "viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img", "aria-label": said})
    for plot in drawn.iter(f"{_SVG}g"):
        if plot.get("class") in {"plot", "plot overlay"}:
            inner = ET.SubElement(svg, "g", {"transform": plot.get("transform", "")})
            _keep_shapes(plot, inner, targeted=target is not None)
    return Markup(ET.tostring(svg, encoding="unicode"))  # noqa: S704 - numbers, our own names, and what ET has escaped


@cache
def _line_chart() -> Any:  # noqa: ANN401 - pygal has no types
    # Slow to load, and only pages with figures need it. Its hook for maps, which we don't draw, makes every import of
    # what is not installed warn.
    from pygal.graph.line import Line  # type: ignore[import-untyped] # noqa: PLC0415

    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]
    return Line


def _keep_shapes(plot: ET.Element, into: ET.Element, *, targeted: bool) -> None:
    for at, group in enumerate(each for each in plot.iter(f"{_SVG}g") if "series" in each.get("class", "")):
        is_target = targeted and at == 0
        for path in group.iter(f"{_SVG}path"):
            ET.SubElement(into, "path", {"class": "target" if is_target else "line", "d": path.get("d", "")})
        dots = list(group.iter(f"{_SVG}circle"))
        if dots and not is_target:
            dot = dots[-1]
            ET.SubElement(into, "circle", {"cx": dot.get("cx", ""), "cy": dot.get("cy", ""), "r": "2.5"})
