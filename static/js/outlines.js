/**
 * Reading static/build/map/outlines.json (docs/outlines.md): TopoJSON with the objects
 * `countries` (id = ISO alpha-3, XKX for Kosovo*) and `land`.
 */
import { feature, mesh } from 'topojson-client';
import boundaries from '../../imap/reference/boundaries.json' with { type: 'json' };

/** Those whose borders are dashed. */
export const DASHED = new Set(boundaries.dashed);
const TARGET = 24;

/** Return one GeoJSON feature a country, with `properties` {code, at, size}. */
export function countryShapes(outlines) {
  const { features } = feature(outlines, outlines.objects.countries);
  return features.map((shape) => ({
    ...shape,
    properties: { ...shape.properties, code: shape.id },
  }));
}

/** Return all land as one geometry, for coast and rim. */
export function landShape(outlines) {
  return feature(outlines, outlines.objects.land.geometries[0]).geometry;
}

/** Return the lines between two countries, each once, for which `wanted(a, b)`. */
export function bordersBetween(outlines, wanted) {
  return mesh(
    outlines,
    outlines.objects.countries,
    (a, b) => a !== b && !isDashed(a, b) && wanted(a.id, b.id),
  );
}

/** Return the borders drawn dashed: those of Kosovo* and of Western Sahara. */
export function dashedBorders(outlines, code) {
  return mesh(
    outlines,
    outlines.objects.countries,
    (a, b) => a !== b && (a.id === code || b.id === code),
  );
}

/** Return true if a shape is smaller than a finger at this zoom and needs a dot. */
export function needsDot({ size }, zoom) {
  return (size * 256 * 2 ** zoom) / 360 < TARGET;
}

function isDashed(a, b) {
  return DASHED.has(a.id) || DASHED.has(b.id);
}
