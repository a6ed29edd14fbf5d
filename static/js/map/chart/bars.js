/** Bars of one year: who stands where, and the marks of a picture. No DOM here. */
import { sorted } from '../table.js';
import { bar, line, text } from './marks.js';
import { byGroup } from './means.js';
import { fitted } from './place.js';

const ROW = 20;
const HEAD = 30;
const NAME = 0.3;

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

/** Return where zero is and how long a bar is, as parts of the room; as in every year. */
export function barScale({ countries, most }) {
  const isBelow = Object.values(countries).some((row) =>
    row.some((value) => value < 0),
  );
  const span = (isBelow ? 2 * most : most) || 1;
  return {
    zero: isBelow ? 0.5 : 0,
    of(value) {
      const size = Math.abs(value) / span;
      const zero = isBelow ? 0.5 : 0;
      return { start: value < 0 ? zero - size : zero, size };
    },
  };
}

/** Return {marks, height} of the bars as a picture of this width. */
export function barsPicture(parts, scale, { width, measure, selected }) {
  const values = parts.flatMap(({ rows }) => rows.map((row) => measure(row.text)));
  const left = width * NAME;
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

function rowMarks(row, y, { left, room, scale, measure, selected }) {
  const isSelected = row.code === selected;
  const style = { isBold: isSelected };
  const name = fitted(row.name, left - 12, measure);
  const label = text(left - 12, y + 14, name, 'ink', { anchor: 'end', ...style });
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
