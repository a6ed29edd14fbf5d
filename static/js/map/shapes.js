/** Countries, coast and borders as paths in one SVG; a new year only changes classes. */
import {
  bordersBetween,
  countryShapes,
  DASHED,
  dashedBorders,
  landShape,
} from '../outlines.js';

const { L } = globalThis;
const DOT_BELOW = 11;
const DOT_BELOW_ON_PHONES = 5;
const RADIUS = 5.5;
const RADIUS_ON_PHONES = 4;
const NARROW = 700;
const TARGET_BELOW = 24;
const QUIET = { interactive: false, smoothFactor: 0.4 };

/** Draw everything; return {paint, mark, elementOf, shapes}. */
export function createShapes(map, overview, codes) {
  let outlines = overview;
  const shapes = shapesOf(outlines);
  const isIn = (code) => codes.has(code);
  const sheet = createSheet(map, overview);
  drawGround(map, sheet, isIn);
  const targets = drawTargets(map, shapes, codes);
  const { layers, paths } = drawMembers(map, shapes, codes);
  drawBorders(sheet, isIn);
  const dotted = L.layerGroup().addTo(map);
  sheet.draw(landShape, 'coast');
  const marks = L.layerGroup().addTo(map);
  const dots = drawDots(map, shapes, targets);
  let kinds = new Map();
  let ringed = '';

  return {
    shapes,
    dots,
    elementOf: (code) =>
      dots.get(code)?.isTarget ? dots.get(code).target : paths.get(code),
    elements: () => [
      ...paths.values(),
      ...[...dots.values()].map(({ target }) => target),
    ],
    fillOf: (code) => paths.get(code),

    /** Give each country its kind; only what changed is touched. */
    paint(next) {
      for (const [code, kind] of next) {
        if (kinds.get(code) === kind) continue;
        paths.get(code)?.setAttribute('class', `shape shape--${kind}`);
        dots.get(code)?.dot.setAttribute('class', `dot shape--${kind}`);
      }
      dotted.clearLayers();
      if ([...next.values()].includes('preparation'))
        drawDotted(dotted, outlines, next);
      kinds = next;
    },

    /** Draw the same with more corners; every element stays the one it was. */
    refine(detailed) {
      outlines = detailed;
      for (const [code, { geometry }] of shapesOf(detailed)) {
        const shape = shapes.get(code);
        if (!shape) continue;
        shape.geometry = geometry;
        layers.get(code)?.setLatLngs(latLngsOf(geometry));
      }
      sheet.refine(detailed);
      ringed = '';
    },

    /** Ring some countries: {code: 'selected' | 'pointed' | 'focused'}. */
    mark(wanted) {
      const next = JSON.stringify([wanted, map.getZoom()]);
      if (next === ringed) return;
      ringed = next;
      marks.clearLayers();
      for (const [code, how] of Object.entries(wanted)) {
        const shape = shapes.get(code);
        if (!shape) continue;
        for (const part of ['outer', 'inner'])
          ringOf(map, shape, `ring ring--${how}-${part}`).addTo(marks);
      }
    },
  };
}

function shapesOf(outlines) {
  return new Map(
    countryShapes(outlines).map((shape) => [shape.properties.code, shape]),
  );
}

/** Return {draw, refine}: what hangs on outlines, and can be drawn from others again. */
function createSheet(map, overview) {
  const drawn = [];
  return {
    draw(geometryOf, className) {
      const [layer] = draw(map, geometryOf(overview), className).getLayers();
      drawn.push({ layer, geometryOf });
    },
    refine(detailed) {
      for (const { layer, geometryOf } of drawn)
        layer?.setLatLngs(latLngsOf(geometryOf(detailed)));
    },
  };
}

function latLngsOf({ type, coordinates }) {
  const depth = { MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[type];
  return L.GeoJSON.coordsToLatLngs(coordinates, depth);
}

function draw(map, geometry, className, options = {}) {
  return L.geoJSON(geometry, {
    ...QUIET,
    style: { ...QUIET, className },
    ...options,
  }).addTo(map);
}

function drawGround(map, sheet, isIn) {
  draw(map, graticule(), 'graticule');
  for (const name of ['rim rim--outer', 'rim rim--inner', 'land'])
    sheet.draw(landShape, name);
  const others = (outlines) => bordersBetween(outlines, (a, b) => !isIn(a) && !isIn(b));
  sheet.draw(others, 'border border--other');
}

function graticule() {
  const lines = [];
  for (let lon = -180; lon <= 180; lon += 10)
    lines.push([
      [lon, -60],
      [lon, 84],
    ]);
  for (let lat = -60; lat <= 80; lat += 10)
    lines.push([
      [-180, lat],
      [180, lat],
    ]);
  return { type: 'MultiLineString', coordinates: lines };
}

function drawMembers(map, shapes, codes) {
  const [layers, paths] = [new Map(), new Map()];
  for (const code of codes) {
    const shape = shapes.get(code);
    if (!shape) continue;
    const [layer] = draw(map, shape, 'shape').getLayers();
    const path = layer.getElement();
    path.dataset.code = code;
    layers.set(code, layer);
    paths.set(code, path);
  }
  return { layers, paths };
}

function drawBorders(sheet, isIn) {
  const ours = (outlines) => bordersBetween(outlines, (a, b) => isIn(a) || isIn(b));
  sheet.draw(ours, 'border border--member');
  for (const code of DASHED) {
    const className = `border border--dashed${isIn(code) ? '' : ' border--outside'}`;
    sheet.draw((outlines) => dashedBorders(outlines, code), className);
  }
}

function drawDotted(group, outlines, kinds) {
  const isPreparing = (code) => kinds.get(code) === 'preparation';
  const lines = bordersBetween(outlines, (a, b) => isPreparing(a) || isPreparing(b));
  L.geoJSON(lines, {
    ...QUIET,
    style: { ...QUIET, className: 'border border--dotted' },
  }).addTo(group);
}

function ringOf(map, shape, className) {
  const isSmall = pixels(map, shape) < dotBelow(map);
  if (!isSmall) return L.geoJSON(shape, { ...QUIET, style: { ...QUIET, className } });
  return L.circleMarker(latLng(shape.properties.at), {
    ...QUIET,
    radius: 8,
    className,
  });
}

/**
 * Small states get a target as wide as a finger tip. It lies below every shape, so that
 * it counts only where no country is: the shape under the finger always wins.
 */
function drawTargets(map, shapes, codes) {
  const targets = new Map();
  for (const code of codes) {
    const shape = shapes.get(code);
    if (!shape || pixels(map, shape, map.getMaxZoom()) > 40 * TARGET_BELOW) continue;
    const target = circleAt(map, shape, {
      radius: TARGET_BELOW / 2,
      className: 'target',
    });
    target.getElement().dataset.code = code;
    targets.set(code, target.getElement());
  }
  return targets;
}

/** Above all lies a dot for each state too small to be seen; it opens the state. */
function drawDots(map, shapes, targets) {
  const dots = new Map();
  for (const [code, target] of targets) {
    const circle = circleAt(map, shapes.get(code), {
      radius: RADIUS,
      className: 'dot',
    });
    const dot = circle.getElement();
    dot.dataset.code = code;
    dots.set(code, { circle, dot, target, isTarget: false, isDot: false });
  }
  const sort = () => {
    for (const [code, entry] of dots) {
      const size = pixels(map, shapes.get(code));
      entry.isTarget = size < TARGET_BELOW;
      entry.isDot = size < dotBelow(map);
      entry.circle.setRadius(isNarrow(map) ? RADIUS_ON_PHONES : RADIUS);
      entry.target.toggleAttribute('hidden', !entry.isTarget);
      entry.dot.toggleAttribute('hidden', !entry.isDot);
    }
  };
  map.on('zoomend', sort);
  sort();
  return dots;
}

function circleAt(map, { properties }, look) {
  return L.circleMarker(latLng(properties.at), { ...QUIET, ...look }).addTo(map);
}

function isNarrow(map) {
  return map.getSize().x < NARROW;
}

function dotBelow(map) {
  return isNarrow(map) ? DOT_BELOW_ON_PHONES : DOT_BELOW;
}

/** The shorter side of a country on screen. */
function pixels(map, { properties }, zoom = map.getZoom()) {
  return (properties.size * 256 * 2 ** zoom) / 360;
}

function latLng([longitude, latitude]) {
  return [latitude, longitude];
}
