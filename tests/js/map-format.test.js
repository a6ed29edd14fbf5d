import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  exactWriter,
  figureWriter,
  fill,
  searchKey,
} from '../../static/js/map/format.js';

const SCALES = [
  [1e9, 'bn'],
  [1e6, 'm'],
];
const SHARE = { decimals: 1, pattern: '{}\u00a0%' };
const MONEY = { decimals: 0, pattern: 'US$\u00a0{}', isMoney: true };

test('a share has one decimal and its sign', () => {
  assert.equal(figureWriter('en', SHARE)(19.93), '19.9\u00a0%');
  assert.equal(figureWriter('ru', SHARE)(19.93), '19,9\u00a0%');
});

test('money is written in millions and billions', () => {
  const write = figureWriter('en', MONEY, SCALES);

  const written = [1_450_000_000, 999_700_000, 2_500_000, 950_000].map(write);

  assert.deepEqual(written, [
    'US$\u00a01.45\u00a0bn',
    'US$\u00a01\u00a0bn',
    'US$\u00a02.5\u00a0m',
    'US$\u00a0950,000',
  ]);
});

test('a balance shows its sign, with a real minus', () => {
  const write = figureWriter('en', { decimals: 0, pattern: '{}', isBalance: true });

  assert.deepEqual([75_000, -299_961, 0].map(write), ['+75,000', '\u2212299,961', '0']);
});

test('Arabic pages keep Western digits', () => {
  assert.equal(
    figureWriter('ar', { decimals: 0, pattern: '{}' })(37_712_517),
    '37,712,517',
  );
});

test('a published figure keeps all its digits', () => {
  assert.equal(exactWriter('en', SHARE)('11.4268'), '11.4\u00a0%');
  assert.equal(
    exactWriter('en', { decimals: 0, pattern: '{}' })('3732073'),
    '3,732,073',
  );
  assert.equal(
    exactWriter('en', { decimals: 0, pattern: '{}', isBalance: true })('119623'),
    '+119,623',
  );
});

test('a sentence keeps a place nobody fills', () => {
  assert.equal(fill('{name}, {year}', { name: 'Armenia' }), 'Armenia, {year}');
});

test('a search knows neither case nor accents', () => {
  assert.equal(searchKey(' Türkiye '), 'turkiye');
  assert.equal(searchKey('Kosovo*'), 'kosovo');
});
