import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(
  new URL('../../static/css/tokens.css', import.meta.url),
  'utf8',
);
const bmp = colours(/:root \{([^}]+)\}/);
const dialogues = {
  bmp,
  mtm: { ...bmp, ...colours(/\[data-dialogue="mtm"\] \{([^}]+)\}/) },
};

const TEXT = [
  ...['paper', 'ground', 'sea', 'soft', 'sand'].map((ground) => ['ink', ground]),
  ...['paper', 'ground', 'sea', 'ok-soft', 'warn-soft'].map((ground) => [
    'muted',
    ground,
  ]),
  ...['paper', 'ground', 'soft', 'ok-soft', 'sea'].map((ground) => ['accent', ground]),
  ...['paper', 'soft'].map((ground) => ['deep', ground]),
  ...['ok', 'warn', 'stop'].flatMap((role) => [
    [role, 'paper'],
    [role, `${role}-soft`],
  ]),
  ['paper', 'accent'],
  ['paper', 'deep'],
  ['paper', 'ink'],
  ['on-dark', 'ink'],
  ['paper', 'class-6'],
  ['ink', 'class-1'],
  ['ink', 'class-4'],
];
const GRAPHICS = [
  ['edge', 'paper'],
  ['edge', 'ground'],
  ['mid', 'paper'],
  ['no-data', 'paper'],
  ['swatch-frame', 'paper'],
  ['elsewhere-dots', 'elsewhere'],
  ['accent', 'paper'],
  ['preparation-dots', 'preparation'],
  ['endorsed', 'sea'],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((series) => [`series-${series}`, 'paper']),
];

for (const [dialogue, tokens] of Object.entries(dialogues)) {
  for (const [front, back] of TEXT) {
    test(`${dialogue}: ${front} can be read on ${back}`, () => {
      assert.ok(contrast(tokens[front], tokens[back]) >= 4.5);
    });
  }
  for (const [front, back] of GRAPHICS) {
    test(`${dialogue}: ${front} can be seen on ${back}`, () => {
      assert.ok(contrast(tokens[front], tokens[back]) >= 3);
    });
  }
  test(`${dialogue}: the classes of the ramp darken from first to last`, () => {
    const ramp = [1, 2, 3, 4, 5, 6, 7].map((i) => luminance(tokens[`class-${i}`]));

    assert.deepEqual(
      ramp,
      ramp.toSorted((a, b) => b - a),
    );
  });
}

function colours(block) {
  const rules = block.exec(css)[1].matchAll(/--([\w-]+): (#[0-9a-f]{6});/g);
  return Object.fromEntries([...rules].map(([, name, value]) => [name, value]));
}

function contrast(front, back) {
  const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
