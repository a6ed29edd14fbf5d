import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classIndex, countKinds, kindOf } from '../../static/js/map/classes.js';

const SWATCHES = ['class-1', 'class-2', 'class-3'];
const SERIES = {
  breaks: [2, 5],
  periods: ['2015', '2020'],
  countries: { ARM: [1.9, 2], AZE: [null, 7], GEO: [null, null], XKX: [null, null] },
  flags: { AZE: { 0: 'hidden' } },
  elsewhere: { XKX: 'SRB' },
};

test('a class begins at its lower limit', () => {
  assert.deepEqual(
    [1.99, 2, 4.99, 5, -3].map((value) => classIndex([2, 5], value)),
    [0, 1, 1, 2, 0],
  );
});

test('zero is a figure, not an absence', () => {
  const series = { ...SERIES, countries: { ARM: [0, 0] } };

  assert.equal(kindOf(series, SWATCHES, 'ARM', 0), 'class-1');
});

test('each kind of nothing keeps its name', () => {
  const kinds = ['AZE', 'GEO', 'XKX', 'UKR'].map((code) =>
    kindOf(SERIES, SWATCHES, code, 0),
  );

  assert.deepEqual(kinds, ['hidden', 'no-data', 'elsewhere', 'no-data']);
});

test('a country with a figure of its own is not counted elsewhere', () => {
  const series = { ...SERIES, countries: { XKX: [3, 3] } };

  assert.equal(kindOf(series, SWATCHES, 'XKX', 0), 'class-2');
});

test('counts add up to the number of countries', () => {
  const kinds = new Map(
    ['ARM', 'AZE', 'GEO', 'XKX'].map((code) => [
      code,
      kindOf(SERIES, SWATCHES, code, 1),
    ]),
  );

  const total = [...countKinds(kinds).values()].reduce((sum, count) => sum + count, 0);

  assert.equal(total, 4);
});
