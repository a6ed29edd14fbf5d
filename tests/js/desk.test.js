import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock } from '../../static/js/desk/countdown.js';
import { readEnds, verbOf } from '../../static/js/desk/decision.js';
import { following } from '../../static/js/desk/keys.js';

test('the chosen text says which mail is written, whatever else was typed', () => {
  assert.equal(verbOf('questions:letter', ''), 'ask');
  assert.equal(verbOf('refusals:private', 'Please send a letter.'), 'refuse');
});

test('without a chosen text, words are a question and silence is a yes', () => {
  assert.equal(verbOf('', 'Who signed it?'), 'ask');
  assert.equal(verbOf('', '  '), 'approve');
});

test('each role has its usual last day', () => {
  assert.deepEqual(readEnds('reader=2027-11-23,editor=2027-05-23'), {
    reader: '2027-11-23',
    editor: '2027-05-23',
  });
  assert.deepEqual(readEnds(undefined), {});
});

test('the row after the chosen one comes next, the first where none is chosen', () => {
  const rows = ['a', 'b', 'c'];
  assert.equal(following(rows, 'b', 1), 'c');
  assert.equal(following(rows, 'b', -1), 'a');
  assert.equal(following(rows, 'c', 1), undefined);
  assert.equal(following(rows, null, 1), 'a');
});

test('time left is read as minutes and seconds', () => {
  assert.equal(clock(245), '4:05');
  assert.equal(clock(9.9), '0:09');
});
