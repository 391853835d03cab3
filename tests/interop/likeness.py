#!/usr/bin/python3
"""Finds a figure on a page and says how like it is to the reference picture.

usage: likeness.py FIGURE.svg REFERENCE.png PAGE.png --width PIXELS [--exact]
The page was rendered so that the figure is about PIXELS wide; the reference is at least as wide.
FIGURE.svg is the same figure with --text embed: it says where labels and shapes are. The whole is
judged by structural similarity, each label and each shape by correlation with the reference, and
each shape by its colour: a missing font, a cut label, a layer that moved by three pixels are seen.
Exit status: 0 alike, 1 not, 77 something is not installed.
"""

import argparse
import pathlib
import sys
import tempfile

try:
    import numpy
    from PIL import Image, ImageDraw
except ImportError as reason:
    print(f"skipped: {reason}")
    sys.exit(77)

import marks
import outline
import renderers

LEAST_WHOLE = 0.85  # structural similarity of the whole figure
LEAST_LABEL = 0.80  # correlation in the box of a label
LEAST_MEAN = 0.92  # correlation of all labels, on average
LEAST_SHAPE = 0.60  # correlation along the line of a shape
LEAST_DASHES = 0.50  # correlation along a dashed line
FINE = 5  # pixels: dashes and gaps that together are shorter run into each other
MOST_FLAG = 40  # the same of a flag, which is small and has edges
MOST_COLOUR = 14  # of 255, between the mean colours of a shape
BROAD = 150  # pixels: the colour of less is mostly that of its edge
WIDER = 0.02  # of its width that a label may be wider
FOUND = 0.5  # correlation of the whole: less is another picture
RIM = 8  # pixels of paper that are laid around a page, for a figure that fills it
RANGE = 0.05  # how far the width on the page may be from what was said


def opened(path):
    """Red, green and blue in 0..255 over white."""
    with Image.open(path) as picture:
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(ground, picture).convert("RGB")


def grey(picture):
    return numpy.asarray(picture.convert("L"), dtype=float)


def sums(values):
    table = numpy.zeros((values.shape[0] + 1, values.shape[1] + 1))
    table[1:, 1:] = values.cumsum(0).cumsum(1)
    return table


def window_sums(values, height, width):
    table = sums(values)
    return (table[height:, width:] - table[:-height, width:] - table[height:, :-width] +
            table[:-height, :-width])


def fast(size):
    """The next size whose Fourier transform is fast."""
    while True:
        rest = size
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return size
        size += 1


def best_place(page, part):
    """The offset (row, column) at which the part is most like the page, and its correlation."""
    height, width = part.shape
    if height > page.shape[0] or width > page.shape[1]:
        return -1.0, (0, 0)
    centred = part - part.mean()
    shape = [fast(page.shape[i] + part.shape[i] - 1) for i in (0, 1)]
    both = numpy.fft.rfft2(page, shape) * numpy.fft.rfft2(centred[::-1, ::-1], shape)
    product = numpy.fft.irfft2(both, shape)[height - 1:page.shape[0], width - 1:page.shape[1]]
    count = height * width
    spread = window_sums(page * page, height, width) - window_sums(page, height, width) ** 2 / count
    score = product / numpy.sqrt(numpy.maximum(spread, 1) * (centred ** 2).sum())
    at = numpy.unravel_index(score.argmax(), score.shape)
    return float(score[at]), (int(at[0]), int(at[1]))


def scaled(picture, width):
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def tried(page, reference, widths, shrink, inside):
    """The best of some widths in a part of the page: (score, width, row, column)."""
    left, top = inside[:2]
    area = page.crop(inside)
    small = grey(area.resize((max(1, area.width // shrink), max(1, area.height // shrink)),
                             Image.Resampling.BOX))
    best = (-1.0, widths[0], 0, 0)
    for one in widths:
        score, (row, column) = best_place(small, grey(scaled(reference, one // shrink)))
        if score > best[0]:
            best = (score, one, top + row * shrink, left + column * shrink)
    return best


def around(page, reference, place, margin):
    _, width, row, column = place
    height = round(reference.height * width / reference.width)
    return (max(0, column - margin), max(0, row - margin),
            min(page.width, column + width + margin), min(page.height, row + height + margin))


def find(page, reference, width, exact):
    """Coarsely over all widths, then finely round the best: (score, width, row, column)."""
    if exact:
        return tried(page, reference, range(width - 1, width + 2), 1,
                     (0, 0, page.width, page.height))
    step = max(2, width // 100)
    wide = round(width * RANGE)
    place = tried(page, reference, range(width - wide, width + wide + 1, step), 4,
                  (0, 0, page.width, page.height))
    near = place[1]
    place = tried(page, reference, range(near - step, near + step + 1, 2), 2,
                  around(page, reference, place, 8 + step))
    # Small pages have a best width of their own: climb on while it lies at the edge of what was tried.
    for _ in range(6):
        near = place[1]
        place = tried(page, reference, range(near - 2, near + 3), 1,
                      around(page, reference, place, 10))
        if abs(place[1] - near) < 2:
            break
    return place


def blurred(values):
    """Grey without the differences between two ways to smooth an edge."""
    for axis in (0, 1):
        sides = [(1, 1) if i == axis else (0, 0) for i in range(2)]
        wide = numpy.pad(values, sides, mode="edge")
        parts = [numpy.take(wide, range(i, i + values.shape[axis]), axis) for i in range(3)]
        values = (parts[0] + 2 * parts[1] + parts[2]) / 4
    return values


def structural(one, other, side=8):
    """Mean structural similarity over windows of `side` pixels (Wang and others, 2004)."""
    count = side * side
    def mean(values):
        return window_sums(values, side, side) / count
    a, b = mean(one), mean(other)
    spread_a, spread_b = mean(one * one) - a * a, mean(other * other) - b * b
    together = mean(one * other) - a * b
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    map_ = ((2 * a * b + c1) * (2 * together + c2) /
            ((a * a + b * b + c1) * (spread_a + spread_b + c2)))
    return float(map_.mean())


def correlation(one, other):
    """1 for the same, 0 for nothing in common; two even areas are the same."""
    a, b = one - one.mean(), other - other.mean()
    size = numpy.sqrt((a * a).sum() * (b * b).sum())
    if size == 0 or (a.std() < 2 and b.std() < 2):
        return 1.0 if a.std() < 2 and b.std() < 2 else 0.0
    return float((a * b).sum() / size)


def best_shifted(reference, found, box, mask=None):
    """The correlation within a box; a pixel to any side is not seen by a reader."""
    left, top, right, bottom = box
    best = -1.0
    for down in (-1, 0, 1):
        for along in (-1, 0, 1):
            if top + down < 0 or left + along < 0:
                continue
            theirs = found[top + down:bottom + down, left + along:right + along]
            ours = reference[top:top + theirs.shape[0], left:left + theirs.shape[1]]
            if mask is None:
                best = max(best, correlation(ours, theirs))
            elif theirs.size:
                some = mask[:theirs.shape[0], :theirs.shape[1]]
                best = max(best, correlation(ours[some], theirs[some]))
    return best


def of(values, box, down=0):
    """A box of the values, some rows lower; rows beyond the end are repeated."""
    rows = numpy.clip(numpy.arange(box[1], box[3]) + down, 0, values.shape[0] - 1)
    return values[rows, box[0]:box[2]]


def ink(values):
    """The first and last column that differ from the ground."""
    columns = numpy.flatnonzero((abs(values - numpy.median(values)) > 40).any(0))
    return (int(columns[0]), int(columns[-1])) if len(columns) else (0, 0)


def stretched(values, first, last):
    """The columns from first to last as 200 columns."""
    at = numpy.linspace(first, last, 200)
    low = numpy.floor(at).astype(int)
    high = numpy.minimum(low + 1, values.shape[1] - 1)
    return values[:, low] * (1 - (at - low)) + values[:, high] * (at - low)


class Comparison:
    def __init__(self, figure, reference, found):
        self.figure = figure
        self.scale = reference.width / figure.box[2]
        self.size = reference.size
        self.ours, self.theirs = blurred(grey(reference)), blurred(grey(found))
        self.our_colours = numpy.asarray(reference, dtype=float)
        self.their_colours = numpy.asarray(found, dtype=float)

    def pixels(self, bounds, pad):
        left, top = self.figure.box[:2]
        x, y, right, bottom = (round((value - corner) * self.scale) for value, corner in
                               zip(bounds, (left, top, left, top)))
        return (max(0, x - pad), max(0, y - pad), min(self.size[0], right + pad),
                min(self.size[1], bottom + pad))

    def label(self, corners):
        """Words may be wider by the two parts of a hundred that kerning makes."""
        box = self.pixels(outline.bounds(corners), 1)
        plain = best_shifted(self.ours, self.theirs, box)
        slack = 2 + round((box[2] - box[0]) * WIDER)
        wide = (max(0, box[0] - slack), box[1], min(self.size[0], box[2] + slack), box[3])
        ours, theirs = (of(values, wide) for values in (self.ours, self.theirs))
        (a, b), (c, d) = ink(ours), ink(theirs)
        alike = abs(a - c) <= slack and abs(b - d) <= slack and b > a and d > c
        if not alike or abs((d - c) - (b - a)) > slack:
            return plain
        return max(plain, *(correlation(stretched(of(self.ours, wide), a, b),
                                        stretched(of(self.theirs, wide, down), c, d))
                            for down in (-1, 0, 1)))

    def mask(self, item, box, draw):
        """The pixels of a box that the pen touches."""
        picture = Image.new("1", (max(1, box[2] - box[0]), max(1, box[3] - box[1])))
        pen = ImageDraw.Draw(picture)
        for polygon in item.polygons:
            draw(pen, [((x - self.figure.box[0]) * self.scale - box[0],
                        (y - self.figure.box[1]) * self.scale - box[1]) for x, y in polygon])
        return numpy.asarray(picture)

    def line(self, item):
        box = self.pixels(outline.bounds([p for one in item.polygons for p in one]), 5)
        band = self.mask(item, box, lambda pen, points: pen.line(
            points + (points[:1] if item.filled else []), fill=1, width=9))
        return best_shifted(self.ours, self.theirs, box, band)

    def dashes(self, item):
        """The correlation of what lies along the line; 1 for dashes too fine to tell."""
        if len(item.dashes) < 2 or sum(item.dashes[:2]) * self.scale < FINE:
            return 1.0
        spots = [((x - self.figure.box[0]) * self.scale, (y - self.figure.box[1]) * self.scale)
                 for x, y in outline.along(item.polygons[0], 1 / self.scale)]
        rows, columns = (numpy.array([round(spot[axis]) for spot in spots]) for axis in (1, 0))
        best = -1.0
        for down in (-1, 0, 1):
            for aside in (-1, 0, 1):
                profiles = [values[numpy.clip(rows + i, 0, self.size[1] - 1),
                                   numpy.clip(columns + j, 0, self.size[0] - 1)]
                            for values, i, j in ((self.ours, 0, 0), (self.theirs, down, aside))]
                best = max(best, correlation(*profiles))
        return best

    def colour(self, item):
        """How far apart the mean colours of a filled shape are."""
        box = self.pixels(outline.bounds([p for one in item.polygons for p in one]), 0)
        inner = self.mask(item, box, lambda pen, points: pen.polygon(points, fill=1))
        if not item.filled or inner.sum() < BROAD:
            return 0.0
        area = (slice(box[1], box[1] + inner.shape[0]), slice(box[0], box[0] + inner.shape[1]))
        means = [colours[area][inner[:colours[area].shape[0], :colours[area].shape[1]]].mean(0)
                 for colours in (self.our_colours, self.their_colours)]
        return float(numpy.abs(means[0] - means[1]).max())


def measured(figure):
    """The corners of each label, as librsvg sees them."""
    with tempfile.TemporaryDirectory(prefix="entente-likeness-") as folder:
        copy = pathlib.Path(folder) / "figure.svg"
        figure.write(copy)
        boxes = renderers.librsvg([figure], [copy])[0]
    for item in figure.items:
        if item.kind == "text" and item.words and item.name in boxes:
            x, y, width, height = boxes[item.name]
            yield item, [outline.moved(item.matrix, corner) for corner in
                         ((x, y), (x + width, y), (x + width, y + height), (x, y + height))]


def judge(figure, reference, found):
    both = Comparison(figure, reference, found)
    faults = []
    whole = structural(both.ours, both.theirs)
    labels = [(both.label(corners), str(item)) for item, corners in measured(figure)]
    shapes = [item for item in figure.items if item.kind == "shape"]
    lines = [(both.line(item), str(item)) for item in shapes]
    dashes = [(both.dashes(item), str(item)) for item in shapes]
    colours = [(both.colour(item), str(item)) for item in shapes if not item.is_flag]
    flags = [(both.colour(item), item) for item in shapes if item.is_flag]
    if whole < LEAST_WHOLE:
        faults.append(f"structural similarity {whole:.3f} is less than {LEAST_WHOLE}")
    faults += [f"label {name}: {value:.2f}" for value, name in labels if value < LEAST_LABEL]
    faults += [f"line of {name}: {value:.2f}" for value, name in lines if value < LEAST_SHAPE]
    faults += [f"dashes of {name}: {value:.2f}" for value, name in dashes if value < LEAST_DASHES]
    faults += [f"colour of {name}: {value:.0f} of 255 apart"
               for value, name in colours if value > MOST_COLOUR]
    faults += [f"colour of a flag of {item.mark}: {value:.0f} of 255 apart" for value, item in flags
               if value > MOST_FLAG]
    if not labels or not shapes:
        faults.append("the figure has no labels or no shapes to compare")
    else:
        mean = sum(value for value, _ in labels) / len(labels)
        if mean < LEAST_MEAN:
            faults.append(f"labels are in another font: {mean:.3f} on average")
        print(f"similarity {whole:.3f}; {len(labels)} labels, {mean:.3f} on average, worst "
              f"{min(labels)[0]:.2f} {min(labels)[1]}; {len(lines)} shapes, worst line "
              f"{min(lines)[0]:.2f}, dashes {min(dashes)[0]:.2f}, colour {max(colours)[0]:.0f}")
    return faults


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("figure", type=pathlib.Path)
    reader.add_argument("reference", type=pathlib.Path)
    reader.add_argument("page", type=pathlib.Path)
    reader.add_argument("--width", type=int, required=True)
    reader.add_argument("--exact", action="store_true")
    given = reader.parse_args()
    try:
        figure = marks.Figure(given.figure)
        reference, page = opened(given.reference), opened(given.page)
        padded = Image.new("RGB", (page.width + 2 * RIM, page.height + 2 * RIM),
                           page.getpixel((0, 0)))
        padded.paste(page, (RIM, RIM))
        score, width, row, column = find(padded, reference, given.width, given.exact)
        ours = scaled(reference, width)
        found = padded.crop((column, row, column + ours.width, row + ours.height))
        print(f"{given.page.name}: found {width} pixels wide at {column - RIM},{row - RIM}, "
              f"correlation {score:.3f}")
        faults = [f"no figure {given.width} pixels wide"]
        if score >= FOUND:
            faults = judge(figure, ours, found)
    except renderers.Missing as reason:
        print(f"skipped: {reason}")
        return 77
    for fault in faults:
        print(f"  {given.page.name}: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
