import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bordersBetween,
  countryShapes,
  dashedBorders,
  landShape,
  needsDot,
} from '../../static/js/outlines.js';

const square = (id, arcs) => ({
  type: 'Polygon',
  id,
  arcs,
  properties: { at: [1, 1], size: 1 },
});

/** Three squares in a row: Serbia, Kosovo*, and a third on the other side of Serbia. */
const outlines = {
  type: 'Topology',
  arcs: [
    [
      [1, 0],
      [1, 1],
    ],
    [
      [1, 1],
      [0, 1],
    ],
    [
      [0, 1],
      [0, 0],
    ],
    [
      [0, 0],
      [1, 0],
    ],
    [
      [1, 1],
      [2, 1],
      [2, 0],
      [1, 0],
    ],
    [
      [0, 0],
      [-1, 0],
      [-1, 1],
      [0, 1],
    ],
  ],
  objects: {
    countries: {
      type: 'GeometryCollection',
      geometries: [
        square('SRB', [[0, 1, 2, 3]]),
        square('XKX', [[4, 0]]),
        square('BIH', [[5, 2]]),
      ],
    },
    land: {
      type: 'GeometryCollection',
      geometries: [{ type: 'Polygon', arcs: [[5, ~1, 4, ~3]] }],
    },
  },
};

test('each shape carries its code, its point and its size', () => {
  const [serbia] = countryShapes(outlines);

  assert.deepEqual(serbia.properties, { code: 'SRB', at: [1, 1], size: 1 });
});

test('the line of Kosovo* is dashed and not among the solid borders', () => {
  const solid = bordersBetween(outlines, () => true);
  const dashed = dashedBorders(outlines, 'XKX');

  assert.deepEqual(solid.coordinates, [
    [
      [0, 1],
      [0, 0],
    ],
  ]);
  assert.deepEqual(dashed.coordinates, [
    [
      [1, 0],
      [1, 1],
    ],
  ]);
});

test('borders can be asked for by the two states they part', () => {
  const none = bordersBetween(outlines, (a, b) => a === 'XKX' || b === 'XKX');

  assert.deepEqual(none.coordinates, []);
});

test('the land is one shape without inner lines', () => {
  assert.equal(landShape(outlines).type, 'Polygon');
});

test('a state smaller than 24 pixels at the zoom needs a dot', () => {
  assert.equal(needsDot({ size: 0.2 }, 4), true);
  assert.equal(needsDot({ size: 12 }, 4), false);
});
