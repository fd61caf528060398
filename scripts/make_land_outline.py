"""Write ``xslt/html/land.json``, the outline of the land on the base map, from Natural Earth's 1:50 million land.

Natural Earth (naturalearthdata.com) is in the public domain. The input is ``land-50m.json`` of the npm package
world-atlas, which holds it as TopoJSON. Run: ``python scripts/make_land_outline.py land-50m.json``.
"""

from __future__ import annotations

import heapq
import json
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parent.parent / "xslt" / "html" / "land.json"
SMALLEST = 0.012
"""Square degrees: a corner that spans less is left out, and an island with less."""
Point = tuple[float, float]


def main() -> None:
    """Read the file that is named, write ours: rings as lists of hundredths of a degree, each less the one before."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    rings = [
        simplified
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
        for ring in polygon
        if len(simplified := _simplified(_unrolled(_ring(ring, arcs)))) > 3
    ]
    # Land that goes on beyond 180° is there twice, once on either side of the map.
    rings += [[(x - 360, y) for x, y in ring] for ring in rings if max(x for x, _ in ring) > 181]
    rings += [[(x + 360, y) for x, y in ring] for ring in rings if min(x for x, _ in ring) < -181]
    flat = [_differences(ring) for ring in sorted(rings, key=len, reverse=True)]
    OUTPUT.write_text(json.dumps(flat, separators=(",", ":")) + "\n", encoding="utf-8")


def _arc(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    xs, ys = (accumulate(values) for values in zip(*((x, y) for x, y in arc), strict=True))
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    return [(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)]


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs one after another; a negative number is an arc backwards. Ends that meet stand once."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points[:-1]


def _unrolled(ring: list[Point]) -> list[Point]:
    """The ring without a leap where it crosses 180°; one round a pole is closed along its edge of the map."""
    points = [ring[0]]
    for x, y in ring[1:]:
        points.append((x - 360 * round((x - points[-1][0]) / 360), y))
    (first, _), (last, _) = points[0], points[-1]
    return points if abs(last - first) < 180 else [*points, (last, -90.0), (first, -90.0)]


def _simplified(ring: list[Point]) -> list[Point]:
    """Without its least corners, after Visvalingam and Whyatt: ever again that which spans the smallest triangle."""
    count = len(ring)
    before, after = [n - 1 for n in range(count)], [(n + 1) % count for n in range(count)]
    before[0] = count - 1
    alive = [True] * count
    queue = [(_span(ring, before, after, n), n) for n in range(count)]
    heapq.heapify(queue)
    left = count
    while queue and left > 2:
        span, n = heapq.heappop(queue)
        if span >= SMALLEST:
            break
        if not alive[n] or span != _span(ring, before, after, n):
            continue
        alive[n] = False
        left -= 1
        after[before[n]], before[after[n]] = after[n], before[n]
        for other in (before[n], after[n]):
            heapq.heappush(queue, (_span(ring, before, after, other), other))
    return [point for n, point in enumerate(ring) if alive[n]]


def _span(ring: list[Point], before: list[int], after: list[int], n: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = ring[before[n]], ring[n], ring[after[n]]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def _differences(ring: list[Point]) -> list[int]:
    whole = [(round(x * 100), round(y * 100)) for x, y in ring]
    steps = [whole[0], *((x - px, y - py) for (px, py), (x, y) in pairwise(whole))]
    return [number for step in steps for number in step]


if __name__ == "__main__":
    main()
