import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  area,
  contains,
  cutAtMeridian,
  splitByLine,
} from '../../static/recipes/rings.mjs';

const SQUARE = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];

test('a polygon across the 180th meridian becomes two, one on each edge', () => {
  const across = [
    [178, 0],
    [-178, 0],
    [-178, 2],
    [178, 2],
    [178, 0],
  ];

  const parts = cutAtMeridian([across]);

  const spans = parts.map(([ring]) => {
    const x = ring.map((point) => point[0]);
    return [Math.min(...x), Math.max(...x)];
  });
  assert.deepEqual(spans.sort(), [
    [-180, -178],
    [178, 180],
  ]);
});

test('a polygon that does not reach the meridian stays as it is', () => {
  assert.deepEqual(cutAtMeridian([SQUARE]), [[SQUARE]]);
});

test('a line between two corners splits a ring without loss', () => {
  const halves = splitByLine(SQUARE, [
    [0, 0],
    [3, 1],
    [4, 4],
  ]);

  assert.equal(
    halves.map(area).reduce((a, b) => a + b),
    area(SQUARE),
  );
  assert.deepEqual(
    halves.map((half) => contains(half, [3.9, 1])),
    [true, false],
  );
});

test('both halves of a split ring are closed', () => {
  const halves = splitByLine(SQUARE, [
    [0, 0],
    [4, 4],
  ]);

  for (const half of halves) assert.deepEqual(half[0], half.at(-1));
});
