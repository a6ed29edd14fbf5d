import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { fontFaces } from '../../static/recipes/fonts.mjs';

const root = new URL('../../static/', import.meta.url);
const faces = fontFaces(readFileSync(new URL('css/fonts.css', root), 'utf8'));
const unbuilt = !existsSync(new URL('build/fonts/', root)) && 'static/build is absent';

test('the faces hold every character of both interface languages and of names', () => {
  const held = new Set(faces.flatMap(({ characters }) => [...characters]));

  for (const character of 'AzÀÿĀſȘțƏə АяЁё№–—“”«»…°%*′″€²³•−↑↓ابيىة،؟') {
    assert.ok(held.has(character), `no ${character}`);
  }
});

test('no character stands in two faces', () => {
  const all = faces.flatMap(({ characters }) => [...characters]);

  assert.equal(all.length, new Set(all).size);
});

test('English and Russian take at most 60 kB, Arabic 30 more', {
  skip: unbuilt,
}, () => {
  const size = ({ name }) => statSync(new URL(`build/fonts/${name}.woff2`, root)).size;
  const arabic = faces.filter(({ name }) => name.endsWith('arabic'));
  const others = faces.filter(({ name }) => !name.endsWith('arabic'));

  const sum = (list) => list.map(size).reduce((a, b) => a + b, 0);
  assert.ok(sum(others) <= 60_000);
  assert.ok(sum(others) + sum(arabic) <= 90_000);
});
