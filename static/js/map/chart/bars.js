/** Bars of one year: who stands where, and the marks of a picture. No DOM here. */
import { sorted } from '../table/rows.js';
import { bar, line, text } from './marks.js';
import { byGroup } from './means.js';
import { fitted } from './place.js';
import { linear } from './scale.js';

const ROW = 20;
const HEAD = 30;
const NAME = 0.34;

/**
 * Return [{title, rows}]: a part of each group in alphabetical order, or one part by value
 * where the reader sorts; a row is {code, name, mark, …what `tell` says of the figure}.
 */
export function barParts(participants, tell, { sort, language }) {
  const rows = participants.map((each) => ({ ...each, ...tell(each.code) }));
  if (sort !== 'value')
    return byGroup(rows, language).map(([title, members]) => ({
      title,
      rows: members,
    }));
  const cells = rows.map((row) => ({ row, value: { sort: row.value } }));
  const order = sorted(cells, { key: 'value', isDown: true }, language);
  return [{ title: '', rows: order.map(({ row }) => row) }];
}

/**
 * Return where zero is and how long the bars of these parts are, as shares of the room.
 * The largest of the year fills it: one year beyond all others would leave no bar in sight.
 */
export function barScale(parts) {
  const values = parts.flatMap(({ rows }) => rows.map(({ value }) => value ?? 0));
  const low = Math.min(0, ...values);
  const place = linear([low, Math.max(0, ...values)], [0, 1]);
  return {
    zero: place(0),
    of: (value) => ({
      start: place(Math.min(0, value)),
      size: Math.abs(place(value) - place(0)),
    }),
  };
}

/** Return {marks, height} of the bars as a picture of this width. */
export function barsPicture(parts, scale, { width, measure, selected }) {
  const values = parts.flatMap(({ rows }) => rows.map((row) => measure(row.text)));
  const words = parts.flatMap(({ title, rows }) => [title, ...rows.map(nameOf)]);
  const names = words.map((each) => measure(each));
  const left = Math.min(Math.max(...names, 0) + 16, width * NAME);
  const room = width - left - Math.max(...values, 0) - 16;
  const frame = { left, room, scale, measure, selected };
  const marks = [];
  let y = 0;
  for (const { title, rows } of parts) {
    if (title) {
      marks.push(text(0, y + HEAD - 8, title, 'muted', { isBold: true }));
      y += HEAD;
    }
    for (const row of rows) {
      marks.push(...rowMarks(row, y, frame));
      y += ROW;
    }
  }
  const zero = left + scale.zero * room;
  return {
    marks: [
      ...marks,
      line(
        [
          [zero, 0],
          [zero, y],
        ],
        'edge',
      ),
    ],
    height: y,
  };
}

function nameOf({ name }) {
  return name;
}

function rowMarks(row, y, { left, room, scale, measure, selected }) {
  const isSelected = row.code === selected;
  const style = { isBold: isSelected };
  const name = fitted(row.name, left - 12, measure);
  const label = text(0, y + 14, name, 'ink', style);
  if (row.value === null) {
    const start = left + scale.zero * room + 8;
    return [label, text(start, y + 14, row.text, 'muted')];
  }
  const { start, size } = scale.of(row.value);
  const tone = isSelected ? 'series-2' : 'series-1';
  const end = left + Math.max(start + size, scale.zero) * room;
  return [
    label,
    bar(left + start * room, y + 4, Math.max(size * room, 1), 12, tone, {
      isHollow: row.isApart,
    }),
    text(end + 8, y + 14, row.text, 'ink', style),
  ];
}
