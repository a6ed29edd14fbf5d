import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  largestIn,
  partnersOf,
  periodOf,
  waysOf,
} from '../../static/js/map/flows/partners.js';

const FIGURES = {
  years: ['2015', '2020'],
  out: { RUS: [90, 100], POL: [10, 40], KAZ: [null, 5], ITA: [7, null] },
  in: { RUS: [30, 60], POL: [1, 2] },
  whole: { out: [150, 200], in: [null, 70] },
  shares: { out: { RUS: [0.1, 0.2] }, in: {} },
};
const ASKED = { year: '2020', way: 'both', top: '15', least: '0', with: '' };

test('partners stand by their larger figure, those without one are left out', () => {
  const { rows } = partnersOf(FIGURES, ASKED);

  assert.deepEqual(
    rows.map(({ code }) => code),
    ['RUS', 'POL', 'KAZ'],
  );
  assert.deepEqual(rows[0], {
    code: 'RUS',
    out: 100,
    in: 60,
    shares: { out: 0.2, in: null },
    size: 100,
  });
});

test('what is not shown is counted among the others, and nothing is lost', () => {
  const way = { ...ASKED, way: 'out', top: '1' };
  const { shown, restOf, outsideOf, wholeOf } = partnersOf(FIGURES, way);

  assert.deepEqual(
    shown.map(({ code }) => code),
    ['RUS'],
  );
  assert.equal(restOf('out'), 45);
  assert.equal(outsideOf('out'), 55);
  assert.equal(100 + 45 + 55, wholeOf('out'));
});

test('without a published whole nothing is said of partners outside', () => {
  const { outsideOf } = partnersOf(FIGURES, { ...ASKED, year: '2015' });

  assert.equal(outsideOf('in'), null);
  assert.equal(outsideOf('out'), 43);
});

test('a threshold and a second country narrow what is drawn', () => {
  const codes = (asked) =>
    partnersOf(FIGURES, { ...ASKED, ...asked }).shown.map(({ code }) => code);

  assert.deepEqual(codes({ least: '50' }), ['RUS']);
  assert.deepEqual(codes({ with: 'POL' }), ['POL']);
  assert.deepEqual(codes({ top: 'all' }), ['RUS', 'POL', 'KAZ']);
});

test('widths are measured by the largest figure of all years', () => {
  assert.equal(largestIn(FIGURES), 100);
  assert.equal(largestIn({ out: {}, in: {} }), 1);
});

test('a span of years is printed with both ends', () => {
  assert.equal(periodOf({ span: 5 }, '1990'), '1990–1995');
  assert.equal(periodOf({ span: 0 }, '2017'), '2017');
});

test('both ways are out and in', () => {
  assert.deepEqual(waysOf('both'), ['out', 'in']);
  assert.deepEqual(waysOf('in'), ['in']);
});
