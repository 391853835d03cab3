"""Geometry of SVG shapes: every shape becomes polygons of points, in the units of the root."""

import math
import re

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
STEP = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
PARTS = 12  # straight pieces of a curve
SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def numbers(text):
    return [float(word) for word in NUMBER.findall(text or "")]


def times(left, right):
    """The matrix that applies `right` first."""
    a, b, c, d, e, f = left
    g, h, i, j, k, l = right
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j,
            a * k + c * l + e, b * k + d * l + f)


def moved(matrix, point):
    a, b, c, d, e, f = matrix
    x, y = point
    return (a * x + c * y + e, b * x + d * y + f)


def matrix_of(transform):
    result = SAME
    for name, inner in re.findall(r"(\w+)\s*\(([^)]*)\)", transform or ""):
        given = numbers(inner)
        if name == "matrix":
            one = tuple(given)
        elif name == "translate":
            one = (1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0)
        elif name == "scale":
            one = (given[0], 0, 0, given[-1], 0, 0)
        elif name == "rotate":
            turn = math.radians(given[0])
            one = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
            if len(given) == 3:
                one = times(times((1, 0, 0, 1, given[1], given[2]), one),
                            (1, 0, 0, 1, -given[1], -given[2]))
        else:
            raise ValueError(f"unknown transform {name}")
        result = times(result, one)
    return result


def ellipse(cx, cy, rx, ry):
    return [(cx + rx * math.cos(t * math.tau / 72), cy + ry * math.sin(t * math.tau / 72))
            for t in range(72)]


def rectangle(x, y, width, height, radius):
    """Round corners are quarters of a circle."""
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    corners = [(x + width - radius, y + height - radius, 0), (x + radius, y + height - radius, 1),
               (x + radius, y + radius, 2), (x + width - radius, y + radius, 3)]
    return [(cx + radius * math.cos((quarter + t / 6) * math.pi / 2),
             cy + radius * math.sin((quarter + t / 6) * math.pi / 2))
            for cx, cy, quarter in corners for t in range(7)]


def bezier(points):
    """Points of a curve of any degree without its first."""
    result = []
    for part in range(1, PARTS + 1):
        t, layer = part / PARTS, points
        while len(layer) > 1:
            layer = [(p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t)
                     for p, q in zip(layer, layer[1:])]
        result.append(layer[0])
    return result


def arc(start, given, end):
    """An elliptical arc by its ends (SVG 1.1, F.6.5), without its first point."""
    rx, ry, lean, large, sweep = abs(given[0]), abs(given[1]), math.radians(given[2]), *given[3:5]
    if rx == 0 or ry == 0 or start == end:
        return [end]
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x = math.cos(lean) * dx + math.sin(lean) * dy
    y = -math.sin(lean) * dx + math.cos(lean) * dy
    grow = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    rest = (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2
    root = math.sqrt(max(0.0, rest / ((rx * y) ** 2 + (ry * x) ** 2)))
    root = -root if bool(large) == bool(sweep) else root
    cx, cy = root * rx * y / ry, -root * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    turn = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    turn += math.tau if sweep and turn < 0 else -math.tau if not sweep and turn > 0 else 0
    middle = ((start[0] + end[0]) / 2 + math.cos(lean) * cx - math.sin(lean) * cy,
              (start[1] + end[1]) / 2 + math.sin(lean) * cx + math.cos(lean) * cy)
    result = []
    for part in range(1, PARTS + 1):
        angle = first + turn * part / PARTS
        u, v = rx * math.cos(angle), ry * math.sin(angle)
        result.append((middle[0] + math.cos(lean) * u - math.sin(lean) * v,
                       middle[1] + math.sin(lean) * u + math.cos(lean) * v))
    return result[:-1] + [end]


def arc_numbers(text):
    """Flags of an arc may stand without anything between them."""
    result, at = [], 0
    flag, blank = re.compile(r"[01]"), re.compile(r"[\s,]*")
    while True:
        at = blank.match(text, at).end()
        found = (flag if len(result) % 7 in (3, 4) else NUMBER).match(text, at)
        if not found:
            return result
        result.append(float(found[0]))
        at = found.end()


SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


def path(text):
    """The polygons of a path, each a list of points."""
    polygons, here, begun, handle = [], (0.0, 0.0), (0.0, 0.0), None
    for letter, inner in STEP.findall(text or ""):
        kind = letter.upper()
        if kind == "Z":
            here, handle = begun, None
            continue
        given = arc_numbers(inner) if kind == "A" else numbers(inner)
        for at in range(0, len(given) - SIZES[kind] + 1, SIZES[kind]):
            some = given[at:at + SIZES[kind]]
            base = here if letter.islower() else (0.0, 0.0)
            if kind in "HV":
                along = 0 if kind == "H" else 1
                spot = list(here)
                spot[along] = some[0] + base[along]
                points = [tuple(spot)]
            else:
                tail = some[-2:] if kind == "A" else some
                points = [(tail[i] + base[0], tail[i + 1] + base[1])
                          for i in range(0, len(tail), 2)]
            if kind == "M" and at == 0:
                polygons.append([points[0]])
                here = begun = points[0]
                continue
            if not polygons or polygons[-1][-1] != here:
                polygons.append([here])
            if kind in "ST":
                mirror = handle if handle else here
                points.insert(0, (2 * here[0] - mirror[0], 2 * here[1] - mirror[1]))
            if kind in "CSQT":
                polygons[-1].extend(bezier([here] + points))
                handle = points[-2]
            elif kind == "A":
                polygons[-1].extend(arc(here, some, points[-1]))
                handle = None
            else:
                polygons[-1].extend(points)
                handle = None
            here = points[-1]
    return polygons


def polygons_of(name, attributes):
    """The polygons of a shape by the name of its element; none for what is no shape."""
    def number(attribute, other=0.0):
        found = numbers(attributes.get(attribute))
        return found[0] if found else other
    if name in ("polygon", "polyline"):
        flat = numbers(attributes.get("points"))
        return [list(zip(flat[::2], flat[1::2]))]
    if name == "path":
        return path(attributes.get("d"))
    if name == "rect":
        return [rectangle(number("x"), number("y"), number("width"), number("height"),
                          number("rx", number("ry")))]
    if name == "circle":
        return [ellipse(number("cx"), number("cy"), number("r"), number("r"))]
    if name == "ellipse":
        return [ellipse(number("cx"), number("cy"), number("rx"), number("ry"))]
    if name == "line":
        return [[(number("x1"), number("y1")), (number("x2"), number("y2"))]]
    return []


def bounds(points):
    """x, y of the least and x, y of the greatest corner."""
    return (min(p[0] for p in points), min(p[1] for p in points),
            max(p[0] for p in points), max(p[1] for p in points))


def holds(polygon, point):
    """Is the point in the polygon? By the crossings of a ray."""
    inside = False
    x, y = point
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1]):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def away(polygon, point):
    """How far the point is from the line of the polygon."""
    best = math.inf
    x, y = point
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1]):
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        t = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
        best = min(best, math.hypot(x - ax - t * dx, y - ay - t * dy))
    return best


def cross(a, b, c, d):
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def meet(one, other):
    """Do two polygons share room?"""
    a, b = bounds(one), bounds(other)
    if a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]:
        return False
    if holds(other, one[0]) or holds(one, other[0]):
        return True
    def sides(polygon):
        return list(zip(polygon, polygon[1:] + polygon[:1]))
    return any(cross(p, q, r, s) for p, q in sides(one) for r, s in sides(other))


def shrunk(quad, by):
    """A box of four corners, in order, that is smaller by `by` at each side; None if nothing is left."""
    (ax, ay), (bx, by_), (dx, dy) = quad[0], quad[1], quad[3]
    width, height = math.hypot(bx - ax, by_ - ay), math.hypot(dx - ax, dy - ay)
    if width <= 2 * by or height <= 2 * by:
        return None
    u = ((bx - ax) / width * by, (by_ - ay) / width * by)
    v = ((dx - ax) / height * by, (dy - ay) / height * by)
    signs = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    return [(x + i * u[0] + j * v[0], y + i * u[1] + j * v[1])
            for (x, y), (i, j) in zip(quad, signs)]


def along(polygon, step):
    """Points at equal steps along a line."""
    left = 0.0
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:]):
        length = math.hypot(bx - ax, by - ay)
        while length > 0 and left <= length:
            yield (ax + (bx - ax) * left / length, ay + (by - ay) * left / length)
            left += step
        left -= length
