/** The course of figures over the years, as small as a word. */
import { drawing } from './dom.js';

const EDGE = 3;

/** Draw {values, index}: lines from zero with gaps, a dot at the period that is shown. */
export function sparkline({ values, index }, { name, width, height }) {
  const known = values.filter((value) => value !== null);
  const top = Math.max(0, ...known);
  const low = Math.min(0, ...known);
  const x = (i) => EDGE + (i / Math.max(1, values.length - 1)) * (width - 2 * EDGE);
  const y = (value) => EDGE + ((top - value) / (top - low || 1)) * (height - 2 * EDGE);
  const lines = runsOf(values).map((run) =>
    drawing('polyline', {
      class: 'hover__line',
      points: run.map((i) => `${x(i).toFixed(1)},${y(values[i]).toFixed(1)}`).join(' '),
    }),
  );
  const zero = { class: 'hover__zero', x1: 0, x2: width, y1: y(0), y2: y(0) };
  const isKnown = (values[index] ?? null) !== null;
  const at = { class: 'hover__dot', cx: x(index), r: EDGE };
  const dot = isKnown ? [drawing('circle', { ...at, cy: y(values[index]) })] : [];
  const attributes = { class: name, width, height, 'aria-hidden': 'true' };
  return drawing('svg', attributes, drawing('line', zero), ...lines, ...dot);
}

/** Indices of values in a row; a gap ends a line. */
function runsOf(values) {
  const runs = [[]];
  values.forEach((value, i) => {
    if (value === null) runs.push([]);
    else runs.at(-1).push(i);
  });
  return runs.filter(({ length }) => length > 0);
}
