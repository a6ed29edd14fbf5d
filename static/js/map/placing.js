/**
 * Where the names stand: inside their country at the largest size that fits, else beside
 * it on a leader line over open ground, else nowhere. Large countries choose first.
 */
import {
  contains,
  crosses,
  meets,
  overlaps,
  rectAround,
  roomiest,
  samples,
  stretchAt,
} from './geometry.js';

const SIZES = [15, 14, 13, 12, 11, 10];
const LEADER_SIZE = 11;
const LINE = 1.25;
const GAP = 2;
const DISTANCES = [22, 34, 48, 64, 84];
const FAR_DISTANCES = [110, 140, 180];
const FARTHEST = 64;
const DETOUR = 9;
// What part of a name its country has to be wide; a name that must stand may hang over.
const WIDE_ENOUGH = 0.94;
const MAY_HANG_OVER = 0.5;
const ANYWHERE = { ground: () => true, mayCross: true };
const SHIFTS = [0, -3, 3, -6, 6];
const ANGLES = [90, 60, 120, 270, 300, 240, 0, 180, 30, 150, 330, 210];

/**
 * Return a place {code, lines, size, at, leader} for each name that finds one.
 * `names` are {code, text, at, ring, area, isAlways}, `ground` says whether a point may
 * carry a name, `measure(text, size)` is its width, `frame` the rectangle to stay in, `taken` what
 * lies over the map, `spots` the dots of small states.
 */
export function placeNames(
  names,
  { ground, measure, frame, taken = [], spots = [], least = 0 },
) {
  const placed = { rects: [...taken], leaders: [], places: new Map() };
  const rank = ({ isAlways }) => (isAlways ? 1 : 0);
  const order = [...names].sort((a, b) => rank(b) - rank(a) || b.area - a.area);
  const isSeen = (name) => isIn(name.at, frame, taken);

  for (const name of order.filter(({ isAlways, area }) => isAlways || area >= least)) {
    const at = isSeen(name) ? name.at : roomyPoint(name, frame, taken);
    const place = at && insideOrOver({ ...name, at });
    if (place) keep(placed, place);
    else if (name.isAlways && isSeen(name)) lead(name);
  }
  for (const name of order) {
    if (name.canLead && !placed.places.has(name.code) && isSeen(name)) lead(name);
  }
  return [...placed.places.values()];

  function insideOrOver(name) {
    const place = inside(name, measure, placed.rects, frame);
    if (place || !name.isAlways) return place;
    return inside({ ...name, mayHangOver: true }, measure, placed.rects, frame);
  }

  /** Beside it on open ground; a name that must stand, if need be on somebody's land. */
  function lead(name) {
    const { rects, leaders } = placed;
    const around = { ground, measure, rects, leaders, spots, frame };
    const place =
      beside(name, around) ??
      (name.isAlways ? beside(name, { ...around, ...ANYWHERE }) : null);
    if (place) keep(placed, place);
  }
}

function keep({ rects, leaders, places }, place) {
  rects.push(place.rect);
  if (place.leader) leaders.push(place.leader);
  places.set(place.code, place);
}

/** Where a country that runs out of the frame still has room for its name. */
function roomyPoint({ ring }, frame, taken) {
  return ring ? roomiest(ring, frame, taken) : null;
}

function isIn([x, y], frame, taken) {
  const point = [x - 30, y - 8, x + 30, y + 8];
  return isWithin(point, frame) && !taken.some((rect) => overlaps(point, rect));
}

function inside(name, measure, rects, frame) {
  for (const { size, lines, shift } of tries(name)) {
    const extent = extentOf(lines, size, measure);
    const at = fitIn(name, extent, shift);
    if (!at) continue;
    const rect = rectAround(at, extent);
    if (isWithin(rect, frame) && !rects.some((each) => overlaps(rect, each, GAP)))
      return { code: name.code, lines, size, at, rect, leader: null };
  }
  return null;
}

/** Return sizes, lines and shifts to try, best first. */
function tries({ area, text, mayHangOver }) {
  const sizes = SIZES.filter((size) => size <= largest(area));
  const shifts = mayHangOver ? SHIFTS : [0];
  return sizes.flatMap((size) =>
    linings(text).flatMap((lines) => shifts.map((shift) => ({ size, lines, shift }))),
  );
}

/** A name may be a little wider than its country; its ends then stand on the border. */
function fitIn({ ring, at: [x, y], isOther, mayHangOver }, [width, height], shift) {
  if (!ring) return null;
  const at = [x, y + shift];
  if (shift && !contains(ring, at)) return null;
  const least = isOther || mayHangOver ? MAY_HANG_OVER : WIDE_ENOUGH;
  const middle = stretchAt(ring, at);
  const upper = stretchAt(ring, [at[0], at[1] - height / 3]);
  const lower = stretchAt(ring, [at[0], at[1] + height / 3]);
  const from = Math.max(middle[0], upper[0], lower[0]);
  const to = Math.min(middle[1], upper[1], lower[1]);
  if (!Number.isFinite(from) || !Number.isFinite(to) || to - from < width * least)
    return null;
  return [clamp(at[0], from + width / 2, to - width / 2), at[1]];
}

function clamp(value, low, high) {
  return low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high);
}

/** The shortest line wins, each country it runs over counting as a detour. */
function beside(
  name,
  { ground, measure, rects, leaders, spots, frame, mayCross = false },
) {
  const extent = extentOf([name.text], LEADER_SIZE, measure);
  let best = null;
  let least = name.isAlways ? Infinity : FARTHEST;
  const distances = name.isAlways ? [...DISTANCES, ...FAR_DISTANCES] : DISTANCES;
  for (const distance of distances) {
    for (const angle of ANGLES) {
      const at = stepFrom(name.at, angle, distance, extent);
      const rect = rectAround(at, extent);
      const leader = [name.at, edgeTowards(rect, name.at)];
      const cost = lengthOf(leader) + DETOUR * over(leader, name.ring, ground);
      const isFree =
        isWithin(rect, frame) &&
        ![...rects, ...spots].some((other) => overlaps(rect, other, GAP));
      if (cost >= least || !isFree || !samples(rect).every(ground)) continue;
      if (!mayCross && isTangled(leader, rect, rects, leaders)) continue;
      least = cost;
      best = {
        code: name.code,
        lines: [name.text],
        size: LEADER_SIZE,
        at,
        rect,
        leader,
      };
    }
  }
  return best;
}

function lengthOf([[ax, ay], [bx, by]]) {
  return Math.hypot(bx - ax, by - ay);
}

/** How many of eight points along a line lie in somebody else's country. */
function over([[ax, ay], [bx, by]], ring, ground) {
  const parts = [1, 2, 3, 4, 5, 6, 7, 8].map((i) => i / 9);
  const points = parts.map((part) => [ax + (bx - ax) * part, ay + (by - ay) * part]);
  return points.filter((point) => !ground(point) && !(ring && contains(ring, point)))
    .length;
}

function isTangled(leader, rect, rects, leaders) {
  return (
    rects.some((other) => crosses(leader, other)) ||
    leaders.some((other) => meets(leader, other) || crosses(other, rect))
  );
}

function stepFrom([x, y], angle, distance, [width]) {
  const turn = (angle * Math.PI) / 180;
  return [x + Math.cos(turn) * (distance + width / 2), y + Math.sin(turn) * distance];
}

/** The point of the rectangle's edge nearest to where the line comes from. */
function edgeTowards([x0, y0, x1, y1], [x, y]) {
  return [Math.min(Math.max(x, x0), x1), Math.min(Math.max(y, y0), y1)];
}

function isWithin(rect, frame) {
  return (
    rect[0] >= frame[0] &&
    rect[1] >= frame[1] &&
    rect[2] <= frame[2] &&
    rect[3] <= frame[3]
  );
}

/** The larger the country on screen, the larger its name may be. */
function largest(area) {
  if (area > 60_000) return 15;
  if (area > 12_000) return 13;
  return area > 3_000 ? 12 : 11;
}

/** One line first, then two lines parted at the space nearest to the middle. */
function linings(text) {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
  if (spaces.length === 0) return [[text]];
  const half = text.length / 2;
  const cut = spaces.reduce((best, at) =>
    Math.abs(at - half) < Math.abs(best - half) ? at : best,
  );
  return [[text], [text.slice(0, cut), text.slice(cut + 1)]];
}

function extentOf(lines, size, measure) {
  const width = Math.max(...lines.map((line) => measure(line, size)));
  return [width, lines.length * size * LINE];
}
