import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crosses, meets, overlaps, stretchAt } from '../../static/js/map/geometry.js';
import { nearest } from '../../static/js/map/nearest.js';
import { placeNames } from '../../static/js/map/placing.js';

const FRAME = [0, 0, 1000, 600];
const measure = (text, size) => text.length * size * 0.6;

function square(x, y, side) {
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
}

function named(code, text, [x, y], side, more = {}) {
  const at = [x + side / 2, y + side / 2];
  return {
    code,
    text,
    at,
    ring: square(x, y, side),
    area: side * side,
    canLead: true,
    ...more,
  };
}

function place(names, options = {}) {
  return placeNames(names, { ground: () => true, measure, frame: FRAME, ...options });
}

test('a name that fits stands inside its country', () => {
  const [kazakhstan] = place([named('KAZ', 'Kazakhstan', [300, 200], 300)]);

  assert.equal(kazakhstan.leader, null);
  assert.deepEqual(kazakhstan.at, [450, 350]);
});

test('a name too long for its country goes on a line beside it', () => {
  const [armenia] = place([named('ARM', 'Armenia', [500, 300], 12)]);

  assert.ok(armenia.leader);
});

test('two names never overlap', () => {
  const names = Array.from({ length: 12 }, (_, i) =>
    named(`C${i}`, 'Somewhere', [300 + i * 15, 300], 14),
  );

  const rects = place(names).map(({ rect }) => rect);

  const pairs = rects.flatMap((a, i) => rects.slice(i + 1).map((b) => [a, b]));
  assert.ok(pairs.every(([a, b]) => !overlaps(a, b)));
});

test('no name stands on a panel, outside the map or below ten pixels', () => {
  const taken = [[0, 0, 300, 600]];

  const places = place(
    [named('POL', 'Poland', [200, 200], 120), named('ITA', 'Italy', [960, 560], 39)],
    { taken },
  );

  assert.ok(
    places.every(({ rect, size }) => size >= 10 && rect[0] >= 300 && rect[2] <= 1000),
  );
});

test('a name on a line needs open ground', () => {
  const places = place([named('ARM', 'Armenia', [500, 300], 12)], {
    ground: () => false,
  });

  assert.deepEqual(places, []);
});

test('a marked name is placed before larger ones', () => {
  const kosovo = named('XKX', 'Kosovo*', [490, 290], 60, { isAlways: true });

  const [first] = place([named('SRB', 'Serbia', [480, 280], 80), kosovo]);

  assert.equal(first.code, 'XKX');
});

test('a line knows what it crosses', () => {
  assert.equal(
    crosses(
      [
        [0, 0],
        [10, 10],
      ],
      [4, 4, 6, 6],
    ),
    true,
  );
  assert.equal(
    crosses(
      [
        [0, 0],
        [10, 0],
      ],
      [4, 4, 6, 6],
    ),
    false,
  );
  assert.equal(
    meets(
      [
        [0, 0],
        [10, 10],
      ],
      [
        [0, 10],
        [10, 0],
      ],
    ),
    true,
  );
  assert.deepEqual(stretchAt(square(0, 0, 10), [5, 5]), [0, 10]);
});

test('an arrow leads to the nearest country in its direction', () => {
  const points = new Map([
    ['UKR', [100, 100]],
    ['POL', [60, 95]],
    ['DEU', [20, 95]],
    ['RUS', [200, 40]],
  ]);

  assert.equal(nearest(points, 'UKR', 'ArrowLeft'), 'POL');
  assert.equal(nearest(points, 'POL', 'ArrowLeft'), 'DEU');
  assert.equal(nearest(points, 'DEU', 'ArrowLeft'), null);
  assert.equal(nearest(points, 'UKR', 'ArrowRight'), 'RUS');
});
