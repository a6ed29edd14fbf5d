/** Lines over the years: the marks, with labels at their ends. No DOM here. */
import { dot, line, text } from './marks.js';
import { fitted, spread } from './place.js';
import { linear, ticksOf } from './scale.js';
import { runsOf, stretchesOf, yearTicks } from './years.js';

const GAP = 17;
const [TOP, FOOT] = [12, 28];
// With more years than this only what is apart has a point of its own.
const DOTTED = 12;
const LABEL = 0.34;
const YEAR_WIDTH = 64;

/**
 * Return {marks, x, years}: `lines` are {label, tone, points, width}, a point is
 * {year, value, isApart, isBreak, meaning}; `year` is the one that is marked.
 */
export function linesPicture(
  lines,
  { years, year, width, height, writeTick, measure },
) {
  const known = lines.flatMap(({ points }) =>
    points.flatMap(({ value }) => value ?? []),
  );
  const ticks = ticksOf(known);
  const labels = ticks.map((tick) => writeTick(tick, ticks));
  const left = Math.max(...labels.map((label) => measure(label))) + 10;
  const room = roomFor(lines, width, measure);
  const right = width - room - (room ? 22 : 8);
  const bottom = height - FOOT;
  const x = linear([years[0], years.at(-1)], [left + 6, right]);
  const y = linear([ticks[0], ticks.at(-1)], [bottom, TOP]);
  const frame = { x, y, left, right, bottom, top: TOP, room, measure };
  return {
    marks: [
      ...ticks.flatMap((tick, i) => level(tick, labels[i], frame)),
      ...yearMarks(years, year, frame),
      ...lines.flatMap((each) => lineMarks(each, frame, years.length)),
      ...pointedMarks(lines, year, frame),
      ...endLabels(lines, frame),
    ],
    x,
    years,
  };
}

function roomFor(lines, width, measure) {
  const widest = Math.max(0, ...lines.map(({ label }) => measure(label)));
  return Math.min(widest + 2, width * LABEL);
}

function level(tick, label, { y, left, right }) {
  const tone = tick === 0 ? 'edge' : 'grid';
  const ends = [
    [left, y(tick)],
    [right, y(tick)],
  ];
  const words = text(left - 6, y(tick) + 4, label, 'muted', { anchor: 'end' });
  return [line(ends, tone), words];
}

function yearMarks(years, year, { x, left, right, bottom, top }) {
  const most = Math.max(2, Math.floor((right - left) / YEAR_WIDTH));
  const isFree = (each) => Math.abs(x(each) - x(year)) > 40;
  const named = yearTicks(years, most).filter((each) => each === year || isFree(each));
  const mark = [
    [x(year), top - 8],
    [x(year), bottom],
  ];
  const write = (each) =>
    text(x(each), bottom + 20, String(each), each === year ? 'ink' : 'muted', {
      anchor: 'middle',
      isBold: each === year,
    });
  return [line(mark, 'edge'), ...[...new Set([...named, year])].map(write)];
}

function lineMarks({ points, tone, width }, { x, y }, count) {
  const at = ({ year, value }) => [x(year), y(value)];
  const runs = runsOf(points);
  const r = count <= DOTTED ? 3 : 2;
  const strokes = runs.flatMap((run) =>
    stretchesOf(run).map(({ points: part, isDashed }) =>
      line(part.map(at), tone, { width, isDashed }),
    ),
  );
  const dots = runs.flatMap((run) =>
    run
      .filter(({ isApart }) => isApart || run.length === 1 || count <= DOTTED)
      .map((point) => dot(...at(point), tone, { r, isHollow: point.isApart })),
  );
  return [...strokes, ...dots];
}

function pointedMarks(lines, year, { x, y }) {
  return lines.flatMap(({ points, tone }) =>
    points
      .filter((point) => point.year === year && point.value !== null)
      .map(({ value, isApart }) =>
        dot(x(year), y(value), tone, { r: 5, isHollow: isApart }),
      ),
  );
}

/** Labels stand at the right edge; where one is not beside its line, a hair leads there. */
function endLabels(lines, { x, y, right, top, bottom, room, measure }) {
  const ends = lines.flatMap(({ label, tone, points, width }) => {
    const last = points.findLast(({ value }) => value !== null);
    return last ? [{ label, tone, width, x: x(last.year), y: y(last.value) }] : [];
  });
  const places = spread(
    ends.map((end) => end.y),
    GAP,
    top,
    bottom,
  );
  return ends.flatMap((end, i) => {
    const from = [end.x + 5, end.y];
    const to = [right + 16, places[i]];
    const isBeside = Math.abs(end.y - places[i]) < 3 && right - end.x < 1;
    const hair = isBeside ? [] : [line([from, to], end.tone, { width: 0.75 })];
    const words = fitted(end.label, room, measure);
    const style = { isBold: end.width > 1 };
    return [...hair, text(right + 20, places[i] + 4, words, end.tone, style)];
  });
}
