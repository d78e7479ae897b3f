"""Charts as SVG files, which Ferry also draws as PNG: what people use matplotlib for, in plain Python."""

import math
from html import escape

COLORS = ["#2563eb", "#ea580c", "#16a34a", "#9333ea", "#dc2626", "#0891b2", "#ca8a04", "#4b5563"]
WIDTH, HEIGHT = 900, 540
LEFT, RIGHT, TOP, BOTTOM = 80, 30, 60, 80


def bar(data, *, title="", x_label="", y_label="", path="chart.svg"):
    """data: {label: number}, or {series: {label: number}} for groups side by side."""
    series = _series_of(data)
    labels = list(dict.fromkeys(label for values in series.values() for label in values))
    low, high, ticks = _scale([value for values in series.values() for value in values.values()], zero=True)
    plot = _Plot(title, x_label, y_label)
    plot.y_axis(low, high, ticks)
    slot = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    thick = slot * 0.8 / len(series)
    for place, label in enumerate(labels):
        start = LEFT + slot * (place + 0.1)
        for index, values in enumerate(series.values()):
            value = values.get(label)
            if value is None:
                continue
            top, foot = sorted((plot.y(value), plot.y(0)))
            plot.add(
                f'<rect x="{start + index * thick:.1f}" y="{top:.1f}" width="{thick:.1f}" '
                f'height="{max(foot - top, 0.5):.1f}" fill="{_color(index)}"/>'
            )
            if len(labels) * len(series) <= 24:
                plot.text(start + (index + 0.5) * thick, top - 6, _number(value), size=13)
        plot.x_label(start + slot * 0.4, str(label), slot)
    return plot.save(path, series if len(series) > 1 else {})


def line(data, *, x=None, title="", x_label="", y_label="", path="chart.svg"):
    """data: a list of numbers, or {series: list}; x: their places or names, 0, 1, 2 … unless given."""
    series = data if isinstance(data, dict) else {"": data}
    series = {name: list(values) for name, values in series.items()}
    count = max((len(values) for values in series.values()), default=0)
    names = list(x) if x is not None else list(range(count))
    named = any(not isinstance(name, (int, float)) for name in names)
    places = list(range(len(names))) if named else names
    return _points(
        {name: list(zip(places, values)) for name, values in series.items()},
        joined=True,
        names=names if named else None,
        words=(title, x_label, y_label),
        path=path,
    )


def scatter(points, *, title="", x_label="", y_label="", path="chart.svg"):
    """points: a list of (x, y), or {series: list of (x, y)}."""
    series = points if isinstance(points, dict) else {"": points}
    series = {name: list(pairs) for name, pairs in series.items()}
    return _points(series, joined=False, names=None, words=(title, x_label, y_label), path=path)


def pie(data, *, title="", path="chart.svg"):
    """data: {label: number}, none below zero."""
    values = {str(label): float(value) for label, value in data.items()}
    whole = sum(values.values())
    if whole <= 0 or min(values.values()) < 0:
        raise ValueError("a pie needs numbers that are not negative, and one above zero")
    plot = _Plot(title, "", "")
    center_x, center_y, radius = 300, (TOP + HEIGHT) / 2, 200
    angle = -math.pi / 2
    for index, (label, value) in enumerate(values.items()):
        turn = 2 * math.pi * value / whole
        if turn >= 2 * math.pi - 1e-9:
            plot.add(f'<circle cx="{center_x}" cy="{center_y}" r="{radius}" fill="{_color(index)}"/>')
        else:
            start = (center_x + radius * math.cos(angle), center_y + radius * math.sin(angle))
            angle += turn
            end = (center_x + radius * math.cos(angle), center_y + radius * math.sin(angle))
            plot.add(
                f'<path d="M{center_x},{center_y} L{start[0]:.2f},{start[1]:.2f} A{radius},{radius} 0 '
                f'{int(turn > math.pi)} 1 {end[0]:.2f},{end[1]:.2f} Z" fill="{_color(index)}" stroke="#fff" stroke-width="2"/>'
            )
        if index < 20:
            y = TOP + 30 + index * 22
            plot.add(f'<rect x="560" y="{y - 12}" width="14" height="14" fill="{_color(index)}"/>')
            plot.text(582, y, f"{_short(label, 24)}: {_number(value)} ({value / whole:.1%})", anchor="start")
    return plot.save(path, {})


def _points(series, *, joined, names, words, path):
    plot = _Plot(*words)
    pairs = [pair for points in series.values() for pair in points]
    low, high, ticks = _scale([y for _, y in pairs])
    plot.y_axis(low, high, ticks)
    if names is None:
        first, last, places = _scale([x for x, _ in pairs])
    else:
        step = max(1, math.ceil(len(names) / 12))
        first, last, places = 0, max(len(names) - 1, 1), list(range(0, len(names), step))
    across = (WIDTH - LEFT - RIGHT) / (last - first)
    for place in places:
        label = _number(place) if names is None else str(names[place])
        plot.x_label(LEFT + (place - first) * across, label, (WIDTH - LEFT - RIGHT) / max(len(places), 1))
    for index, points in enumerate(series.values()):
        spots = [(LEFT + (x - first) * across, plot.y(y)) for x, y in points]
        if joined and len(spots) > 1:
            way = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
            plot.add(f'<polyline points="{way}" fill="none" stroke="{_color(index)}" stroke-width="3"/>')
        if not joined or len(spots) <= 40:
            for x, y in spots:
                plot.add(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_color(index)}"/>')
    return plot.save(path, series if len(series) > 1 else {})


class _Plot:
    def __init__(self, title, x_label, y_label):
        self.parts = []
        self.text(WIDTH / 2, 34, title, size=22)
        self.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, x_label, size=16)
        middle = (TOP + HEIGHT - BOTTOM) / 2
        self.text(22, middle, y_label, size=16, turn=f' transform="rotate(-90 22 {middle:.0f})"')

    def add(self, part):
        self.parts.append(part)

    def text(self, x, y, words, *, size=14, anchor="middle", turn=""):
        if words:
            self.add(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{turn}>{escape(str(words))}</text>')

    def y_axis(self, low, high, ticks):
        self.low, self.high = low, high
        for tick in ticks:
            y = self.y(tick)
            color = "#6b7280" if tick == 0 else "#e5e7eb"
            self.add(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{color}"/>')
            self.text(LEFT - 8, y + 5, _number(tick), anchor="end")

    def y(self, value):
        return HEIGHT - BOTTOM - (value - self.low) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)

    def x_label(self, x, words, room):
        y = HEIGHT - BOTTOM + 20
        if len(words) * 8 <= room:
            return self.text(x, y, words)
        self.text(x, y, _short(words, 14), anchor="end", size=12, turn=f' transform="rotate(-35 {x:.1f} {y})"')

    def save(self, path, legend):
        x = LEFT
        for index, name in enumerate(legend):
            self.add(f'<rect x="{x}" y="{TOP - 18}" width="12" height="12" fill="{_color(index)}"/>')
            self.text(x + 18, TOP - 7, _short(str(name), 20), anchor="start")
            x += 40 + 9 * min(len(str(name)), 20)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" fill="#111827">'
        )
        with open(path, "w", encoding="utf-8") as file:
            file.write(f'{head}<rect width="100%" height="100%" fill="#fff"/>{"".join(self.parts)}</svg>')
        return path


def _series_of(data):
    nested = data and all(isinstance(values, dict) for values in data.values())
    return data if nested else {"": dict(data)}


def _scale(values, *, zero=False):
    """From where to where an axis goes, and its ticks: 1, 2 or 5 times a power of ten apart."""
    finite = [float(value) for value in values if math.isfinite(value)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = low - 0.5, high + 0.5
    rough = (high - low) / 6
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return first * step, last * step, [index * step for index in range(first, last + 1)]


def _number(value):
    if value == 0:
        return "0"
    if abs(value) >= 1e12 or abs(value) < 1e-4:
        return f"{value:.3g}"
    places = max(0, 3 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{min(places, 8)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(",", "\u202f")


def _short(words, most):
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _color(index):
    return COLORS[index % len(COLORS)]
