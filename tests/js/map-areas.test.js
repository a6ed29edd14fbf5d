import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largestOn, radiusOf, steps } from '../../static/js/map/areas.js';

test('four times the number has twice the radius, so four times the area', () => {
  assert.equal(radiusOf(400, 400, 32), 32);
  assert.equal(radiusOf(100, 400, 32), 16);
});

test('a loss is as large as a gain of the same size', () => {
  assert.equal(radiusOf(-100, 400, 32), radiusOf(100, 400, 32));
});

test('nobody has no circle, and a single person can still be seen', () => {
  assert.equal(radiusOf(0, 400, 32), 0);
  assert.equal(radiusOf(null, 400, 32), 0);
  assert.ok(radiusOf(1, 50_000_000, 32) >= 1);
});

test('circles grow with the map, within limits', () => {
  assert.equal(largestOn(320), 16);
  assert.equal(largestOn(1000), 24);
  assert.equal(largestOn(3000), 32);
});

test('the legend draws round numbers, none larger than the largest figure', () => {
  assert.deepEqual(steps(50_633_000), [50_000_000, 10_000_000, 1_000_000]);
  assert.deepEqual(steps(10_756_697), [10_000_000, 2_000_000, 200_000]);
  assert.deepEqual(steps(3), [2]);
  assert.deepEqual(steps(0), []);
});
