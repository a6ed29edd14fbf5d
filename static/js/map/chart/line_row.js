/** One line in words: its colour, name and figure of a year, and a way to take it out. */
import { drawing, element, icon } from '../dom.js';
import { fill } from '../format.js';

/** Return the row of a line; countries have a button, means tell whom they are made of. */
export function lineRow({ key, label, tone, points, isCountry, width }, index, told) {
  const { text, value, note, name, madeOf } = points[index];
  const remark = madeOf && value !== null ? madeOf : note;
  return element(
    'li',
    { class: `course__row${width > 2 ? ' course__row--selected' : ''}` },
    element('span', {}, swatch(tone)),
    element('span', { class: 'course__name' }, name ?? label),
    element('span', { class: 'course__value' }, figure(text, value)),
    element('span', { class: 'course__note' }, remark),
    element(
      'span',
      { class: 'course__end' },
      isCountry ? remover(key, label, told) : null,
    ),
  );
}

function figure(text, value) {
  const name = value === null ? 'table__absent' : 'table__number';
  return element('b', { class: name }, text);
}

function remover(code, name, told) {
  const label = fill(told.remove, { name });
  return element(
    'button',
    { class: 'course__remove', type: 'button', 'data-line': code, 'aria-label': label },
    icon('close'),
  );
}

function swatch(tone) {
  const line = drawing('line', {
    class: `mark mark--line mark--${tone}`,
    ...{ x1: 0, x2: 20, y1: 6, y2: 6, 'stroke-width': 3 },
  });
  const size = { width: 20, height: 12, 'aria-hidden': 'true' };
  return drawing('svg', { class: 'course__swatch', ...size }, line);
}
