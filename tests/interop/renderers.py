"""Boxes of the marks of figures as three renderers draw them: of words the ink, of shapes the ink
with its line. Each function takes figures and the paths of their copies and gives, for each
figure, a dictionary from names to (x, y, width, height); a `Missing` says why it cannot."""

import json
import os
import pathlib
import shutil
import subprocess

import outline

HERE = pathlib.Path(__file__).resolve().parent


class Missing(Exception):
    pass


def chromium(figures, copies):
    program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not shutil.which("node"):
        raise Missing("node is not installed")
    if not pathlib.Path(program).exists():
        raise Missing(f"{program} is not installed")
    done = subprocess.run(["node", HERE / "boxes_chromium.mjs", *copies], capture_output=True,
                          text=True, check=False)
    if done.returncode == 77:
        raise Missing(done.stdout.strip())
    if done.returncode != 0:
        raise RuntimeError(f"Chromium: {done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def without_origin(item, ink):
    """librsvg 2.54 counts the origin to the ink of a line that encloses no room."""
    x, y, right, bottom = ink.x, ink.y, ink.x + ink.width, ink.y + ink.height
    if item.kind == "shape" and x == 0 and y == 0 and not item.filled:
        x, y = outline.bounds([p for polygon in item.polygons for p in polygon])[:2]
    return (x, y, right - x, bottom - y)


def librsvg(figures, copies):
    try:
        import gi
        gi.require_version("Rsvg", "2.0")
        from gi.repository import Rsvg
    except (ImportError, ValueError) as fault:
        raise Missing(f"librsvg for Python is not installed: {fault}") from fault
    result = []
    for figure, path in zip(figures, copies):
        handle = Rsvg.Handle.new_from_file(str(path))
        viewport = Rsvg.Rectangle()
        viewport.x = viewport.y = 0
        viewport.width, viewport.height = figure.box[2:4]
        boxes = {}
        for item in figure.items:
            found, ink, _ = handle.get_geometry_for_layer("#" + item.name, viewport)
            if found and ink.width > 0 and ink.height > 0:
                boxes[item.name] = without_origin(item, ink)
        result.append(boxes)
    return result


def inkscape(figures, copies):
    if not shutil.which("inkscape"):
        raise Missing("inkscape is not installed")
    orders = "".join(f"file-open:{path}\nquery-all\nfile-close\n" for path in copies) + "quit\n"
    done = subprocess.run(["inkscape", "--shell"], input=orders, capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise RuntimeError(f"Inkscape: {done.stderr[-400:]}")
    result = []
    for part in done.stdout.split("file-open:")[1:]:
        boxes = {}
        for line in part.splitlines():
            fields = line.rsplit(",", 4)
            if len(fields) == 5 and fields[0].startswith("measured-"):
                boxes[fields[0]] = tuple(float(field) for field in fields[1:])
        result.append(boxes)
    if len(result) != len(copies):
        raise RuntimeError(f"Inkscape answered for {len(result)} of {len(copies)} figures")
    return result


RENDERERS = {"Chromium": chromium, "librsvg": librsvg, "Inkscape": inkscape}
