"""Growth, drawn: plain SVG with a title and a description that say the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from pathlib import Path

from deploy.settings.environment import ROOT

FOLDER = ROOT / "docs" / "growth"
WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 72, 16, 48, 56
# Told apart by shape and by dash, not by colour alone.
MARKS = (
    ("#1d4f91", "", '<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'),
    ("#9a3412", "6 4", '<path d="M{x:.1f} {y:.1f}m-5 4h10l-5-9z"/>'),
    ("#3f6212", "2 3", '<path d="M{x:.1f} {y:.1f}m-4-4h8v8h-8z"/>'),
)


@dataclass(frozen=True)
class Line:
    """One measured line. `ys` go with the xs of the drawing."""

    name: str
    ys: Sequence[float]


def growth(
    name: str, title: str, xs: Sequence[float], lines: Sequence[Line], *, x_label: str, y_label: str, log: bool = False
) -> Path:
    """Draw docs/growth/<name>.svg; both axes start at 0, or are logarithmic. Returns the file."""
    scale_x = _Scale(xs, LEFT, WIDTH - RIGHT, log=log)
    scale_y = _Scale([y for line in lines for y in line.ys], HEIGHT - BOTTOM, TOP, log=log)
    said = "; ".join(
        f"{line.name}: " + ", ".join(f"{_number(y)} at {_number(x)}" for x, y in zip(xs, line.ys, strict=True))
        for line in lines
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(f"{y_label} by {x_label}. {said}.")}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(LEFT, 20, title, weight=600),
        *_axes(scale_x, scale_y, x_label, y_label),
    ]
    for number, line in enumerate(lines):
        parts += _line(number, line, [(scale_x.at(x), scale_y.at(y)) for x, y in zip(xs, line.ys, strict=True)])
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.svg"
    file.write_text("\n".join([*parts, "</svg>", ""]))
    return file


class _Scale:
    """From values to pixels, with round ticks."""

    def __init__(self, values: Sequence[float], start: float, end: float, *, log: bool) -> None:
        self._start, self._end, self._log = start, end, log
        if log:
            low, high = floor(log10(min(values))), ceil(log10(max(values)))
            self.ticks = [10.0**power for power in range(low, max(high, low + 1) + 1)]
        else:
            step = _round_step(max(values) / 5)
            self.ticks = [step * number for number in range(ceil(max(values) / step - 1e-9) + 1)]

    def at(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        share = (log10(value / low) / log10(high / low)) if self._log else (value - low) / (high - low)
        return self._start + share * (self._end - self._start)


def _axes(scale_x: _Scale, scale_y: _Scale, x_label: str, y_label: str) -> list[str]:
    bottom = HEIGHT - BOTTOM
    parts = []
    for tick in scale_y.ticks:
        y = scale_y.at(tick)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#d4d4d4"/>')
        parts.append(_text(LEFT - 8, y + 4, _number(tick), anchor="end"))
    for tick in scale_x.ticks:
        x = scale_x.at(tick)
        parts.append(f'<path d="M{x:.1f} {bottom}v5" stroke="#525252"/>')
        parts.append(_text(x, bottom + 20, _number(tick), anchor="end" if tick == scale_x.ticks[-1] else "middle"))
    parts.append(f'<path d="M{LEFT} {TOP}V{bottom}H{WIDTH - RIGHT}" fill="none" stroke="#525252"/>')
    parts.append(_text(WIDTH - RIGHT, HEIGHT - 12, x_label, anchor="end"))
    parts.append(_text(LEFT, TOP - 10, y_label))
    return parts


def _line(number: int, line: Line, points: list[tuple[float, float]]) -> list[str]:
    colour, dash, mark = MARKS[number % len(MARKS)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    # What grows leaves the upper left free: there the lines are named. Each point says its figure.
    at_x, at_y = LEFT + 20, TOP + 18 + 20 * number
    figures = [
        _text(x, y - 10, _number(value), anchor="end" if x > WIDTH - RIGHT - 20 else "middle", fill=colour)
        for (x, y), value in zip(points, line.ys, strict=True)
    ]
    return [
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>',
        f'<g fill="{colour}">{"".join(mark.format(x=x, y=y) for x, y in points)}</g>',
        f'<g fill="{colour}">{mark.format(x=at_x, y=at_y - 4)}</g>',
        _text(at_x + 12, at_y, line.name, fill=colour, weight=600),
        *figures,
    ]


def _text(x: float, y: float, words: str, *, anchor: str = "start", fill: str = "#171717", weight: int = 400) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}" font-weight="{weight}">'
        f"{escape(words)}</text>"
    )


def _round_step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough - 1e-12)


def _number(value: float) -> str:
    """Three digits are enough to read; thousands apart."""
    if value >= 1_000:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3g}"
