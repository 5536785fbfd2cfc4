"""Which series of meetings are of one house: there a team's or a figure's name means the same."""

from collections.abc import Mapping

from notesllm.digest.comparing.context import Context


def kinships(context: Context) -> Mapping[str, str]:
    """For each series the first one in which some of the same people meet."""
    first: dict[str, str] = {}

    def root(series: str) -> str:
        while (above := first.get(series, series)) != series:
            series = above
        return series

    for person in context.people.people:
        roots = sorted({root(series) for series in person.series})
        first.update(dict.fromkeys(roots, roots[0]) if roots else {})
    return {series: root(series) for series in set(context.series.values())}
