/** Words are kept on the server while somebody types, however long and whatever fails. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { createKeeper } from '../../static/js/edit/keeper.js';

const PAUSE = 8_000;
const KIBIBYTE = 1024;
const words = {
  offline: 'offline',
  signedOut: 'signed out',
  fault: 'fault',
  refused: 'refused',
};
const kept = () => Response.json({ words: 'kept' });

let sent;
let said;
let answers;
let text;

/** Stand in for the fields of a form: a node has no page. */
class Fields extends Map {}

beforeEach(() => {
  sent = [];
  said = [];
  answers = [];
  text = 'a';
  mock.timers.enable({ apis: ['setTimeout'] });
  globalThis.FormData = Fields;
  globalThis.fetch = async (_address, options) => {
    sent.push(options);
    const answer = answers.shift() ?? kept();
    if (answer instanceof Error) throw answer;
    return answer;
  };
});

afterEach(() => mock.timers.reset());

function keeper() {
  const form = Object.assign([], { dataset: { sequence: '4', keep: '/autosave/' } });
  const limit = { most: 150_000, words: '{held} is too long' };
  const say = (it) => said.push(it);
  return createKeeper(form, { written: () => text, say, words, limit });
}

/** Let the pause pass, and what waits for an answer go on. */
async function pass(time = PAUSE) {
  mock.timers.tick(time);
  await settled();
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const bodies = () => sent.map(({ body }) => body.get('body'));

test('what is typed is kept once the pause is over', async () => {
  const { later } = keeper();
  later();
  text = 'ab';
  later();
  await pass(PAUSE - 1);
  assert.deepEqual(sent, []);

  await pass(1);

  assert.deepEqual(bodies(), ['ab']);
  assert.equal(sent[0].body.get('sequence'), '5');
  assert.deepEqual(said, ['kept']);
});

test('a text of any length is sent without the limit of a closed page', async () => {
  const { now } = keeper();
  text = 'я'.repeat(100_000);

  await now();

  assert.ok(!sent[0].keepalive);
});

test('a page that closes asks the browser to go on only where it would', async () => {
  const { leave } = keeper();
  await leave();
  text = 'я'.repeat(32 * KIBIBYTE);
  await leave();

  assert.deepEqual(
    sent.map(({ keepalive }) => keepalive),
    [true, false],
  );
});

const redirected = () => Object.defineProperty(kept(), 'redirected', { value: true });
const HINDRANCES = {
  offline: () => new TypeError('Failed to fetch'),
  'signed out': redirected,
  fault: () => new Response('', { status: 503 }),
};

for (const [name, hindered] of Object.entries(HINDRANCES)) {
  test(`what could not be kept is sent again by itself: ${name}`, async () => {
    const { later } = keeper();
    answers = [hindered(), hindered()];
    later();
    await pass();
    await pass();
    await pass();

    assert.deepEqual(bodies(), ['a', 'a', 'a']);
    assert.deepEqual(
      sent.map(({ body }) => body.get('sequence')),
      ['5', '6', '7'],
    );
    assert.deepEqual(said, [name, name, 'kept']);
  });
}

test('what is sent again by itself is no use of the session', async () => {
  const { later } = keeper();
  answers = [redirected()];
  later();
  await pass();
  await pass();

  const marks = sent.map(({ headers }) => 'X-Background' in headers);
  assert.deepEqual(marks, [false, true]);
});

test('what the server refuses is not sent again until something is typed', async () => {
  const { later } = keeper();
  answers = [Response.json({ words: 'too long' }, { status: 400 })];
  later();
  await pass();
  await pass();
  assert.equal(sent.length, 1);
  assert.deepEqual(said, ['too long']);

  text = 'b';
  later();
  await pass();

  assert.deepEqual(bodies(), ['a', 'b']);
});

test('words that were saved are kept anew when they are typed again', async () => {
  const { now, stop } = keeper();
  await now();
  await now();
  assert.equal(sent.length, 1);

  stop();
  await now();

  assert.deepEqual(bodies(), ['a', 'a']);
});

test('an answer that comes after a save says nothing any more', async () => {
  const { now, stop } = keeper();
  const waiting = now();
  stop();
  await waiting;

  assert.deepEqual(said, []);
});

test('a text over the limit is not sent, and the writer is told', async () => {
  const { now } = keeper();
  text = 'a'.repeat(150_001);

  await now();

  assert.deepEqual(sent, []);
  assert.deepEqual(said, ['150001 is too long']);
});
