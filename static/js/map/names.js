/** Country names on the map, placed anew after each move. */

import { drawing } from './dom.js';
import { bounds, contains, outerRings, rectAround } from './geometry.js';
import { placeNames } from './placing.js';

const HALO_SWITCH = 0.26;
// A narrow map names the widest countries only.
const NARROW = 700;
const NARROW_LEAST = 5_000;

/**
 * Return {update, clear, forget, measure, boxOf, roomBeside}; `names` are {code, name,
 * isAlways, isOther}. They are placed anew when map, panels or selection are others;
 * after a new year only their colour may be.
 */
export function createNames(map, shapes, names) {
  const pane = map.createPane('names');
  const sheet = drawing('svg', { class: 'names', 'aria-hidden': 'true' });
  pane.append(sheet);
  const measure = measurer(getComputedStyle(map.getContainer()).fontFamily);
  const members = new Set(
    names.filter(({ isOther }) => !isOther).map(({ code }) => code),
  );

  let placedFor = '';
  let written = [];

  function update(wanted) {
    const frame = frameOf(map);
    const taken = wanted.obstacles.map((rect) => toLayer(map, rect));
    const { x, y } = map.getPixelOrigin();
    const { dots, selected } = wanted;
    const next = JSON.stringify([map.getZoom(), x, y, frame, taken, dots, selected]);
    if (next !== placedFor) place(wanted, frame, taken);
    placedFor = next;
    tint(wanted.fillOf);
  }

  function place({ dots, selected, always }, frame, taken) {
    const projected = project(map, shapes, names);
    const isNarrow = map.getSize().x < NARROW;
    const candidates = names.map((name) => {
      const canLead = name.canLead && !isNarrow;
      const isAlways = name.isAlways || name.code === selected || always.has(name.code);
      return candidateOf({ ...name, canLead, isAlways }, projected.get(name.code));
    });
    const blocked = [...members].map((code) => projected.get(code)).filter(Boolean);
    const places = placeNames(candidates.filter(Boolean), {
      measure,
      frame,
      taken,
      spots: dots.map((code) => rectAround(projected.get(code).at, [14, 14])),
      ground: (point) => !blocked.some((shape) => covers(shape, point)),
      least: isNarrow ? NARROW_LEAST : 0,
    });
    written = places.map((each) => writtenAt(each, names, selected));
    sheet.replaceChildren(...written.flatMap(({ nodes }) => nodes));
  }

  function tint(fillOf) {
    const isDark = darkness(written.map(({ code }) => fillOf(code)));
    for (const { code, text, lookOn } of written) {
      const look = lookOn(isDark(fillOf(code)));
      if (text.getAttribute('class') !== look) text.setAttribute('class', look);
    }
  }

  function clear() {
    placedFor = '';
    written = [];
    sheet.replaceChildren();
  }

  return {
    update,
    clear,
    /** Place them anew the next time: shapes or letters have become others. */
    forget() {
      placedFor = '';
    },
    measure,
    boxOf: (element) => toLayer(map, element.getBoundingClientRect()),
    /** Where there is room to write: a frame, and what lies over it. */
    roomBeside: (obstacles) => ({
      frame: frameOf(map),
      obstacles: obstacles.map((rect) => toLayer(map, rect)),
    }),
  };
}

/** Return what may be named: the participants, and areas with a name of their own. */
export function namesOf({ participants, others }) {
  const members = participants.map(({ code, name, short, mark }) => ({
    code,
    name: short || name,
    isAlways: Boolean(mark),
    canLead: true,
  }));
  const taken = new Set(members.map(({ code }) => code));
  const outside = Object.entries(others)
    .filter(([code]) => !taken.has(code))
    .map(([code, name]) => ({ code, name, isOther: true }));
  return [...members, ...outside];
}

function measurer(family) {
  const context = document.createElement('canvas').getContext('2d');
  return (text, size) => {
    context.font = `600 ${size}px ${family}`;
    return context.measureText(text).width;
  };
}

function project(map, shapes, names) {
  const projected = new Map();
  for (const { code } of names) {
    const shape = shapes.get(code);
    if (!shape) continue;
    const rings = outerRings(shape.geometry).map((ring) =>
      ring.map(([x, y]) => pointAt(map, [x, y])),
    );
    const boxes = rings.map(bounds);
    const areas = boxes.map(([x0, y0, x1, y1]) => (x1 - x0) * (y1 - y0));
    const main = rings[areas.indexOf(Math.max(...areas))];
    projected.set(code, {
      rings,
      boxes,
      main,
      at: pointAt(map, shape.properties.at),
      area: Math.max(...areas),
    });
  }
  return projected;
}

function pointAt(map, [longitude, latitude]) {
  const { x, y } = map.latLngToLayerPoint([latitude, longitude]);
  return [x, y];
}

function candidateOf({ code, name, isAlways, isOther, canLead }, shape) {
  if (!shape) return null;
  return {
    code,
    text: name,
    at: shape.at,
    ring: shape.main,
    area: shape.area,
    canLead,
    isOther,
    isAlways,
  };
}

function covers({ rings, boxes }, point) {
  return rings.some((ring, i) => {
    const [x0, y0, x1, y1] = boxes[i];
    const [x, y] = point;
    return x >= x0 && x <= x1 && y >= y0 && y <= y1 && contains(ring, point);
  });
}

function frameOf(map) {
  const from = map.containerPointToLayerPoint([0, 0]);
  const to = map.containerPointToLayerPoint(map.getSize());
  return [from.x + 4, from.y + 4, to.x - 4, to.y - 4];
}

function toLayer(map, rect) {
  const box = map.getContainer().getBoundingClientRect();
  const from = map.containerPointToLayerPoint([
    rect.left - box.left,
    rect.top - box.top,
  ]);
  return [from.x, from.y, from.x + rect.width, from.y + rect.height];
}

/** Return the elements of a name, and how it looks on a dark fill or on another. */
function writtenAt(place, names, selected) {
  const { isOther } = names.find(({ code }) => code === place.code);
  const weight = place.code === selected ? ' name--selected' : '';
  const lines = place.lines.map((line, i) => {
    const y = place.at[1] + (i - (place.lines.length - 1) / 2) * place.size * 1.15;
    const attributes = { x: round(place.at[0]), y: round(y) };
    const tspan = drawing('tspan', attributes);
    tspan.textContent = line;
    return tspan;
  });
  const attributes = { 'font-size': place.size, 'data-code': place.code };
  const text = drawing('text', attributes, ...lines);
  const lookOn = (isDark) => {
    const where = place.leader ? 'sea' : isDark ? 'dark' : 'light';
    return `name name--${isOther ? 'other' : where}${weight}`;
  };
  const nodes = place.leader ? [leaderOf(place.leader), text] : [text];
  return { code: place.code, text, nodes, lookOn };
}

function leaderOf([[x1, y1], [x2, y2]]) {
  const ends = { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2) };
  return drawing('line', { class: 'leader', ...ends });
}

function round(value) {
  return Math.round(value * 10) / 10;
}

/** Return a function that says whether the fill of a path calls for a white name. */
function darkness(paths) {
  const kindOf = (path) => path?.getAttribute('class');
  const oneOfAKind = new Map(paths.filter(Boolean).map((path) => [kindOf(path), path]));
  // A shape fades into its new fill; a copy of it has the new fill at once.
  const copies = [...oneOfAKind].map(([kind, path]) => {
    const copy = path.cloneNode(false);
    path.after(copy);
    return [kind, copy];
  });
  const dark = new Set(copies.filter(([, copy]) => isDark(copy)).map(([kind]) => kind));
  for (const [, copy] of copies) copy.remove();
  return (path) => dark.has(kindOf(path));
}

function isDark(path) {
  const channels = /rgb\((\d+), (\d+), (\d+)\)/.exec(getComputedStyle(path).fill);
  return Boolean(channels) && luminance(channels.slice(1).map(Number)) < HALO_SWITCH;
}

/** Relative luminance as WCAG defines it. */
export function luminance(channels) {
  const [red, green, blue] = channels.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
