/** The length of a text is that which the server counts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excess, lengthOf } from '../../static/js/edit/length.js';

test('letters of any script count as one, and an end of a line as two', () => {
  assert.equal(lengthOf(''), 0);
  assert.equal(lengthOf('Мир'), 3);
  assert.equal(lengthOf('a\u{1F33E}b'), 3);
  assert.equal(lengthOf('a\nb'), 4);
  assert.equal(lengthOf('a\r\nb\rc'), 7);
});

test('a text is too long from the first character over the limit', () => {
  const limit = { most: 5, words: '{held} of 5' };

  assert.equal(excess('Пятая', limit), '');
  assert.equal(excess('Шестая', limit), '6 of 5');
});
