// Packs the coastlines of world-atlas (Natural Earth, public domain) for the maps of entente:
//   node coast.mjs land-50m.json OUTPUT
// A ring is its number of points (below 0: a hole in the ring before), then longitude and latitude in hundredths of a degree, each as
// the difference from the point before; all are zigzag varints. Rings are simplified, small islands
// left out. Longitudes go on beyond 180 where a ring crosses the antimeridian, so that no ring
// jumps; one that goes around a pole is closed along the pole.
import { readFileSync, writeFileSync } from "node:fs";

const tolerance = 0.04; // degrees
const leastArea = 0.02; // square degrees
const scale = 100;

const [input, output] = process.argv.slice(2);
const atlas = JSON.parse(readFileSync(input, "utf8"));
const { scale: step, translate } = atlas.transform;

const arcs = atlas.arcs.map((arc) => {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * step[0] + translate[0], y * step[1] + translate[1]];
  });
});

const arcOf = (number) => (number < 0 ? [...arcs[~number]].reverse() : arcs[number]);

function ringOf(numbers) {
  const ring = numbers.flatMap((number) => arcOf(number).slice(0, -1));
  for (let at = 1; at < ring.length; at++) {
    const before = ring[at - 1][0];
    const turns = Math.round((before - ring[at][0]) / 360);
    ring[at] = [ring[at][0] + 360 * turns, ring[at][1]];
  }
  const gap = ring[0][0] - ring[ring.length - 1][0];
  if (Math.abs(gap) > 180) {
    const pole = ring[0][1] < 0 ? -90 : 90;
    const end = ring[0][0] - 360 * Math.sign(gap);
    ring.push([end, ring[0][1]], [end, pole], [ring[0][0], pole]);
  }
  return ring;
}

function areaOf(ring) {
  let sum = 0;
  ring.forEach(([x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length];
    sum += x * nextY - nextX * y;
  });
  return Math.abs(sum) / 2;
}

function distance([x, y], [ax, ay], [bx, by]) {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

// Douglas and Peucker.
function simplified(points) {
  const kept = new Set([0, points.length - 1]);
  const open = [[0, points.length - 1]];
  while (open.length > 0) {
    const [from, to] = open.pop();
    let farthest = from;
    let most = tolerance;
    for (let at = from + 1; at < to; at++) {
      const away = distance(points[at], points[from], points[to]);
      if (away > most) [farthest, most] = [at, away];
    }
    if (farthest > from) {
      kept.add(farthest);
      open.push([from, farthest], [farthest, to]);
    }
  }
  return points.filter((_, at) => kept.has(at));
}

// A ring has no ends: it is cut where it is widest.
function simplifiedRing(ring) {
  const half = Math.floor(ring.length / 2);
  const first = simplified(ring.slice(0, half + 1));
  const second = simplified([...ring.slice(half), ring[0]]);
  return [...first, ...second.slice(1, -1)];
}

const bytes = [];
function put(number) {
  let rest = number < 0 ? -2 * number - 1 : 2 * number;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

const polygons = atlas.objects.land.geometries.flatMap((geometry) =>
  geometry.type === "MultiPolygon" ? geometry.arcs : [geometry.arcs],
);
const rings = polygons
  .flatMap((polygon) => polygon.map((numbers, at) => ({ ring: ringOf(numbers), hole: at > 0 })))
  .filter(({ ring }) => areaOf(ring) >= leastArea)
  .map(({ ring, hole }) => ({ ring: simplifiedRing(ring), hole }))
  .filter(({ ring }) => ring.length >= 3);

for (const { ring, hole } of rings) {
  put(hole ? -ring.length : ring.length);
  let [beforeX, beforeY] = [0, 0];
  for (const [x, y] of ring) {
    const [nextX, nextY] = [Math.round(x * scale), Math.round(y * scale)];
    put(nextX - beforeX);
    put(nextY - beforeY);
    [beforeX, beforeY] = [nextX, nextY];
  }
}
writeFileSync(output, Uint8Array.from(bytes));
