"""Day plot draws how many lines a store settled in each hour of a day, as a picture that any browser shows."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT, FOOT = 720, 240, 28
SVG = "image/svg+xml"


def day_plot(by_hour: Sequence[int], heading: str) -> bytes:
    """A bar for each hour, the highest as high as the picture; heading: without markup."""
    step, top = WIDTH // len(by_hour), max((*by_hour, 1))
    room = HEIGHT - 2 * FOOT
    bars = [
        _bar(hour, count, step, room * count // top) for hour, count in enumerate(by_hour) if count
    ]
    hours = [
        f'<text x="{hour * step + step // 2}" y="{HEIGHT - 8}">{hour:02}</text>'
        for hour in range(0, len(by_hour), 2)
    ]
    words = "".join(f"&#{ord(sign)};" for sign in heading)
    drawn = "\n".join([*bars, *hours])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="13" text-anchor="middle">\n'
        f"<title>{words}</title>\n"
        f'<text x="{WIDTH // 2}" y="18">{words}</text>\n{drawn}\n</svg>\n'
    ).encode()


def _bar(hour: int, count: int, step: int, height: int) -> str:
    left, top = hour * step, HEIGHT - FOOT - height
    return (
        f'<rect x="{left + 3}" y="{top}" width="{step - 6}" height="{height}" fill="#0b6b4f"/>'
        f'<text x="{left + step // 2}" y="{top - 4}">{count}</text>'
    )
