/** Curves between two places, circles at their ends, names and figures beside them. */
import { radiusOf } from '../areas.js';
import { drawing } from '../dom.js';
import { overlaps } from '../geometry.js';
import { OUT } from './partners.js';

const WIDEST = 11;
const THINNEST = 0.9;
const LARGEST = 30;
const BEND = 0.17;
const SIZE = 12;
const LINE = 14;
// Letters reach so far beyond their line, above and below.
const REACH = 1.5;
const GAP = 4;

/**
 * Return {show, clear}, an overlay of the scene. `show(ground, picture)` draws on the
 * map of `ground`; a picture is {country, curves, labels, most}: curves {code, way,
 * value}, labels {code, name, figure}. What stays only changes its form.
 */
export function createCurves() {
  let sheet = null;
  const held = new Map();

  function show(ground, picture) {
    sheet ??= sheetIn(ground.map);
    const pointOf = (code) => pointAt(ground, code);
    const home = pointOf(picture.country);
    const drawn = home ? picture.curves.filter(({ code }) => pointOf(code)) : [];
    const wanted = new Set();
    const put = (key, tag, attributes) => {
      wanted.add(key);
      if (!held.has(key)) held.set(key, drawing(tag));
      for (const [name, value] of Object.entries(attributes))
        held.get(key).setAttribute(name, value);
      return held.get(key);
    };
    const lines = drawn.map((each) =>
      put(`line ${each.way} ${each.code}`, 'path', lineOf(each)),
    );
    const rings = drawn.map((each) =>
      put(`ring ${each.way} ${each.code}`, 'circle', ringOf(each)),
    );
    for (const key of [...held.keys()]) if (!wanted.has(key)) held.delete(key);
    const circles = drawn.map((each) => boxOf(ringOf(each)));
    const names = namesOf(ground, picture, { home, pointOf, circles });
    sheet.replaceChildren(...lines, ...rings, ...names);

    function lineOf({ code, way, value }) {
      return {
        class: `flow flow--${way}`,
        d: curve(home, pointOf(code), way),
        'stroke-width': Math.max(THINNEST, WIDEST * Math.sqrt(value / picture.most)),
        'data-flow': code,
      };
    }

    function ringOf({ code, way, value }) {
      const [cx, cy] = pointOf(code);
      const r = radiusOf(value, picture.most, LARGEST);
      return { class: `flow-circle flow-circle--${way}`, cx, cy, r, 'data-flow': code };
    }
  }

  function clear() {
    held.clear();
    sheet?.replaceChildren();
  }

  return { show, clear };
}

/** Return the radius of the largest circle, for the legend. */
export const LARGEST_RADIUS = LARGEST;

function sheetIn(map) {
  const pane = map.getPane('flows') ?? map.createPane('flows');
  const sheet = drawing('svg', { class: 'names', 'aria-hidden': 'true' });
  pane.append(sheet);
  return sheet;
}

function pointAt({ map, placeOf }, code) {
  const place = placeOf(code);
  if (!place) return null;
  const { x, y } = map.latLngToLayerPoint(place);
  return [x, y];
}

/** What goes out bends to one side, what comes in to the other: never one over the other. */
function curve([x0, y0], [x1, y1], way) {
  const side = way === OUT ? 1 : -1;
  const middle = [(x0 + x1) / 2, (y0 + y1) / 2];
  const bent = [
    middle[0] - side * BEND * (y1 - y0),
    middle[1] + side * BEND * (x1 - x0),
  ];
  return `M${[x0, y0].map(round)}Q${bent.map(round)} ${[x1, y1].map(round)}`;
}

function boxOf({ cx, cy, r }) {
  return [cx - r, cy - r, cx + r, cy + r];
}

/** Names of the places that are joined, the strongest first; who finds no room has none. */
function namesOf(ground, { country, labels, curves }, { home, pointOf, circles }) {
  if (!home) return [];
  const { frame, obstacles, measure } = ground;
  const taken = [...obstacles, ...circles, ...shapeOf(ground, country)];
  const own = labels.find(({ code }) => code === country);
  const others = labels.filter(({ code }) => code !== country && pointOf(code));
  const drawn = [];
  for (const label of [own, ...others].filter(Boolean)) {
    const at = pointOf(label.code);
    const reach = reachOf(label.code, curves, circles);
    const width = Math.max(measure(label.name, SIZE), measure(label.figure, SIZE));
    const height = (label.figure ? 2 : 1) * LINE + 2 * REACH;
    const isHome = label.code === country;
    const isFree = (each) =>
      isWithin(each, frame) && !taken.some((other) => overlaps(each, other));
    const box = isHome
      ? below(at, [width, height])
      : sides(at, reach, [width, height]).find(isFree);
    if (!box) continue;
    taken.push(box);
    drawn.push(textOf(label, box, isHome && ground.isRoomy(country, width)));
  }
  return drawn;
}

/** The shape that the curves start from, unless it fills the map. */
function shapeOf({ boxOf, frame }, country) {
  const box = boxOf(country);
  const areaOf = ([x0, y0, x1, y1]) => (x1 - x0) * (y1 - y0);
  return box && areaOf(box) < areaOf(frame) / 5 ? [box] : [];
}

/** In the shape itself, just under the point where the curves meet. */
function below([x, y], [width, height]) {
  return [x - width / 2, y + GAP, x + width / 2, y + GAP + height];
}

function reachOf(code, curves, circles) {
  const own = curves.flatMap((each, i) => (each.code === code ? [circles[i]] : []));
  return Math.max(4, ...own.map(([x0, , x1]) => (x1 - x0) / 2));
}

function sides([x, y], reach, [width, height]) {
  const off = reach + GAP;
  const [half, up] = [width / 2, height / 2];
  return [
    [x + off, y - up],
    [x - off - width, y - up],
    [x - half, y - off - height],
    [x - half, y + off],
    [x + off * 0.75, y + off * 0.5],
    [x + off * 0.75, y - off * 0.5 - height],
    [x - off * 0.75 - width, y + off * 0.5],
    [x - off * 0.75 - width, y - off * 0.5 - height],
  ].map(([left, top]) => [left, top, left + width, top + height]);
}

function isWithin([x0, y0, x1, y1], frame) {
  return x0 >= frame[0] && y0 >= frame[1] && x1 <= frame[2] && y1 <= frame[3];
}

function textOf({ code, name, figure }, [x0, y0, x1], isOnDark) {
  const x = round((x0 + x1) / 2);
  const first = drawing(
    'tspan',
    { class: 'flow-name', x, y: round(y0 + REACH + LINE / 2) },
    name,
  );
  const second = figure
    ? [drawing('tspan', { x, y: round(y0 + REACH + LINE * 1.5) }, figure)]
    : [];
  const look = `name name--${isOnDark ? 'dark' : 'sea'} flow-label`;
  return drawing(
    'text',
    { class: look, 'font-size': SIZE, 'data-code': code },
    first,
    ...second,
  );
}

function round(value) {
  return Math.round(value * 10) / 10;
}
