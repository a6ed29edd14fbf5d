/** The caret stays at its words when paragraphs get their names. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caretIn } from '../../static/js/edit/written.js';

const TYPED = '<p data-p="a1">One</p>\n<p>Two</p>';
const NAMED = '<p data-p="a1">One</p>\n<p data-p="b2">Two</p>';

for (const word of ['One', 'Two', '</p>', 'wo'])
  test(`the caret stays before ${word}`, () => {
    const caret = caretIn(NAMED, TYPED, TYPED.indexOf(word));
    assert.equal(caret, NAMED.indexOf(word));
  });

test('a caret at the end, or beyond a text that became shorter, is at the end', () => {
  assert.equal(caretIn(NAMED, TYPED, TYPED.length), NAMED.length);
  assert.equal(caretIn('<p>One</p>', TYPED, TYPED.length), 10);
});
