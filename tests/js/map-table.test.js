import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeBeside } from '../../static/js/map/hover.js';
import { matching, sorted } from '../../static/js/map/table/rows.js';

const ROWS = [
  { code: 'A', value: { sort: 5 } },
  { code: 'B', value: { sort: null } },
  { code: 'C', value: { sort: 12 } },
];
const FRAME = { left: 0, top: 0, right: 1000, bottom: 700 };
const BOX = { width: 286, height: 120 };

test('rows without a value come last in both directions', () => {
  const codes = (isDown) =>
    sorted(ROWS, { key: 'value', isDown }, 'en').map(({ code }) => code);

  assert.deepEqual(codes(false), ['A', 'C', 'B']);
  assert.deepEqual(codes(true), ['C', 'A', 'B']);
});

test('the hover card stands beside a country, never on it', () => {
  const shape = { left: 700, right: 980, top: 300, bottom: 500 };

  const { left } = placeBeside(BOX, shape, FRAME);

  assert.ok(left + BOX.width <= shape.left);
});

test('a country as wide as the map has its card above or below', () => {
  const shape = { left: 10, right: 990, top: 300, bottom: 500 };

  const { top } = placeBeside(BOX, shape, FRAME);

  assert.ok(top + BOX.height <= shape.top || top >= shape.bottom);
});

test('a filter finds words of name and group, however they are typed', () => {
  const rows = [
    { code: 'TUR', name: { text: 'Türkiye' }, group: { text: 'Other participants' } },
    { code: 'POL', name: { text: 'Poland' }, group: { text: 'EU' } },
  ];
  const found = (wanted) => matching(rows, wanted).map(({ code }) => code);

  assert.deepEqual(found('turk'), ['TUR']);
  assert.deepEqual(found('eu pol'), ['POL']);
  assert.deepEqual(found('  '), ['TUR', 'POL']);
  assert.deepEqual(found('.*'), []);
});
