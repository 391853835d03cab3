"""The marks of a figure: its texts, line by line, and its shapes, each with the id under which a
renderer measures it in a copy of the file."""

import copy
import xml.etree.ElementTree as tree

import outline

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
LAYERS = {"heading": "title", "back": "axis", "clusters": "cluster", "ties": "tie",
          "nodes": "node", "legend": "legend", "notes": "notes"}
# What a layer is made of: its kinds, and their marks.
OUTSIDE, IN_LAYER, IN_KIND, IN_MARK = range(4)
KINDS = ("title", "subtitle", "rule", "caption", "sources", "notes", "axis", "lane", "map")
UNSEEN = ("defs", "clipPath", "mask", "symbol", "marker", "style", "metadata", "title", "desc",
          "linearGradient", "pattern")
SHAPES = ("polygon", "polyline", "path", "rect", "circle", "ellipse", "line", "use")

tree.register_namespace("", SVG[1:-1])
tree.register_namespace("xlink", XLINK[1:-1])


class Item:
    """A line of text or a shape. `polygons` of a shape are its outline, in units of the root."""

    def __init__(self, name, kind, mark, place, element, matrix):
        self.name, self.kind, self.mark, self.place = name, kind, mark, place
        self.matrix = matrix
        self.words = " ".join("".join(element.itertext()).split()) if kind == "text" else ""
        self.width = (outline.numbers(element.get("textLength")) or [0])[0]
        self.polygons = []
        self.filled = element.get("fill") != "none"
        self.is_flag = False
        self.dashes = []  # lengths, in units of the root

    def __str__(self):
        return f'"{self.words}"' if self.words else f"a shape of {self.mark or 'the figure'}"


def spell_out(element, handed_down):
    """Says on each element what groups hand down to it."""
    here = {name: element.get(name, value) for name, value in handed_down.items()}
    if element.tag in [SVG + name for name in ("text", *SHAPES)]:
        element.attrib.update({name: value for name, value in here.items() if value})
    for child in element:
        spell_out(child, here)


class Figure:
    def __init__(self, path):
        root = tree.parse(path).getroot()
        self.path = path
        self.box = outline.numbers(root.get("viewBox"))
        self.ids = {e.get("id"): e for e in root.iter() if e.get("id")}
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.items, self.marks = [], 0
        self.beside = set()  # marks whose names stand beside their shapes
        # A unit of the root is a pixel of every renderer.
        root.set("width", str(self.box[2]))
        root.set("height", str(self.box[3]))
        root.set("viewBox", " ".join(str(number) for number in self.box))
        self.root = root
        spell_out(root, {"fill": None, "font-size": None})
        self.walk(root, outline.SAME, "", "", OUTSIDE)

    def write(self, path):
        tree.ElementTree(self.root).write(path, encoding="utf-8", xml_declaration=True)

    def count(self, place):
        return len({item.mark for item in self.items if item.place == place})

    def walk(self, element, matrix, mark, place, level):
        for child in list(element):
            name = child.tag.removeprefix(SVG) if isinstance(child.tag, str) else ""
            if name in UNSEEN or not name:
                continue
            inner = outline.times(matrix, outline.matrix_of(child.get("transform")))
            first = ((child.get("class") or "").split() or [""])[0]
            inside, where, below = mark, place, level
            if level == OUTSIDE and first in LAYERS:
                where, below = LAYERS[first], IN_LAYER
            elif level == IN_LAYER:
                where, below = first if place != "node" and first in KINDS else place, IN_KIND
            elif level == IN_KIND:
                self.marks += 1
                inside, below = self.called(child, place), IN_MARK
                if "beside" in (child.get("class") or "").split():
                    self.beside.add(inside)
            if name == "text":
                self.add_text(element, child, inner, inside, where)
            elif name in SHAPES and first != "ground":
                self.add_shape(child, inner, inside, where, name)
            else:
                self.walk(child, inner, inside, where, below)

    def called(self, mark, place):
        """Marks without an id are told apart by their number."""
        ids = [e.get("id") for e in mark.iter() if e.get("id")]
        known = (ids[0] if ids else "").split("-", 1)
        return f"{place} {known[1] if len(known) > 1 else self.marks}"

    def add(self, kind, element, matrix, mark, place):
        name = f"measured-{len(self.items)}"
        element.set("id", name)
        item = Item(name, kind, mark, place, element, matrix)
        self.items.append(item)
        return item

    def add_text(self, parent, text, matrix, mark, place):
        """A renderer measures texts, not the lines in them: each line becomes a text of the copy."""
        # What turns a text is taken off and put back in numbers: renderers give upright boxes.
        text.attrib.pop("transform", None)
        lines = [span for span in text if span.tag == SVG + "tspan" and
                 ({"x", "y", "dy"} & set(span.keys()))]
        if not lines:
            self.add("text", text, matrix, mark, place)
            return
        at = list(parent).index(text)
        parent.remove(text)
        y = (outline.numbers(text.get("y")) or [0])[0]
        size = self.size_of(text, parent)
        for number, span in enumerate(lines):
            line = copy.deepcopy(text)
            for inner in list(line):
                line.remove(inner)
            y = (outline.numbers(span.get("y")) or [y])[0]
            for step in (span.get("dy") or "").split()[:1]:
                y += outline.numbers(step)[0] * (size if step.endswith("em") else 1)
            line.attrib.update(span.attrib)
            line.attrib.pop("dy", None)
            line.set("y", str(y))
            line.text = "".join(span.itertext())
            line.tail = "\n"
            parent.insert(at + number, line)
            self.add("text", line, matrix, mark, place)

    def inherited(self, element, name):
        while element is not None and not element.get(name):
            element = self.parents.get(element)
        return element.get(name) if element is not None else ""

    def size_of(self, text, parent):
        size = text.get("font-size") or self.inherited(parent, "font-size")
        return (outline.numbers(size) or [10])[0]

    def add_shape(self, shape, matrix, mark, place, name):
        if name == "use":
            polygons = self.used(shape)
        else:
            polygons = outline.polygons_of(name, shape.attrib)
        if not any(polygons):
            return
        self.used_ids_stay(shape)
        item = self.add("shape", shape, matrix, mark, place)
        item.is_flag = name == "use"
        item.dashes = outline.numbers(self.inherited(shape, "stroke-dasharray"))
        item.polygons = [[outline.moved(matrix, point) for point in polygon]
                         for polygon in polygons]

    def used_ids_stay(self, shape):
        """A shape that others use keeps its id in a wrapping copy: its uses would lose it."""
        known = shape.get("id")
        if known and any((e.get("href") or e.get(XLINK + "href")) == "#" + known
                         for e in self.root.iter(SVG + "use")):
            keeper = tree.Element(SVG + "defs")
            keeper.append(copy.deepcopy(shape))
            self.root.insert(0, keeper)

    def used(self, use):
        target = self.ids.get((use.get("href") or use.get(XLINK + "href") or "")[1:])
        if target is None:
            return []
        x, y = ((outline.numbers(use.get(name)) or [0])[0] for name in ("x", "y"))
        clip = self.ids.get((target.get("clip-path") or "")[len("url(#"):-1])
        if clip is not None:
            target = clip
        result = []
        for part in target.iter():
            name = part.tag.removeprefix(SVG) if isinstance(part.tag, str) else ""
            for polygon in outline.polygons_of(name, part.attrib):
                result.append([(px + x, py + y) for px, py in polygon])
        return result
