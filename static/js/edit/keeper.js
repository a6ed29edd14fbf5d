/** Keep what is typed on the server, for this person alone, until it is saved. */
import { excess } from './length.js';

// At most so much typing is lost when a browser or a machine stops.
const PAUSE = 8_000;
// For a page that is closed a browser sends 64 KiB, all fields and parts together.
const MOST_FOR_A_CLOSED_PAGE = 60_000;

const TOKEN = 'csrfmiddlewaretoken';
const TEXT = '[data-edit="form"]';
// This form stands on the page for everybody who reads it.
const ANY = '[data-edit="here"]';
const REFUSED = 403;
const FAULT = 500;

/**
 * Return the answer to a form; null where there is no connection. Whoever signed in anew
 * in another window has a new token: it is fetched, and the form sent once more.
 */
export async function send(form, address, changes = {}, options = {}) {
  const answer = await post(form, address, changes, options);
  if (answer?.status !== REFUSED || !(await renewToken(form))) return answer;
  return post(form, address, changes, options);
}

/** Return what to say where the same may be taken later; nothing for a real answer. */
export function hindrance(answer, words) {
  if (!answer) return words.offline;
  if (answer.redirected) return words.signedOut;
  return answer.status >= FAULT ? words.fault : '';
}

function post(form, address, changes, { isByItself = false, ...options }) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(changes)) body.set(name, value);
  const headers = { Accept: 'application/json' };
  // Nobody needs to sit there for it: a session left alone stays one.
  if (isByItself) headers['X-Background'] = 'yes';
  return fetch(address, { method: 'POST', body, headers, ...options }).catch(
    () => null,
  );
}

/** Take the token of this page as it is now; false where it cannot be had. */
async function renewToken(form) {
  const text = document.querySelector(TEXT);
  const answer = await fetch(text.action).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const token = page.querySelector(`${ANY} [name="${TOKEN}"]`)?.value;
  if (token) form.elements[TOKEN].value = token;
  return Boolean(token);
}

/** Say whether a browser sends a text although its page is closed meanwhile. */
export const outlivesThePage = (text) =>
  new Blob([text]).size <= MOST_FOR_A_CLOSED_PAGE;

/** Return {later, now, leave, stop}: keep soon, at once, at the end, or no more. */
export function createKeeper(form, { written, say, words, limit }) {
  let timer = 0;
  let sequence = Number(form.dataset.sequence);
  // What was sent before a save needs no answer any more.
  let rounds = 0;
  let kept = null;

  function later() {
    wait(now);
  }

  function wait(then) {
    if (!timer) timer = setTimeout(then, PAUSE);
  }

  function stop() {
    begin();
    // The server forgets it with a save; the same words may be typed again.
    kept = null;
  }

  function begin() {
    clearTimeout(timer);
    timer = 0;
    rounds += 1;
    return rounds;
  }

  const now = () => keep({});

  // A longer text is tried as well: a browser that asks whether to stay has the time.
  const leave = () => keep({ keepalive: outlivesThePage(written()) });

  async function keep(options) {
    const round = begin();
    const body = written();
    if (body === kept) return;
    const tooLong = excess(body, limit);
    if (tooLong) {
      say(tooLong);
      return;
    }
    sequence += 1;
    const changes = { body, sequence: String(sequence) };
    // Until two texts are one, what is typed belongs to the version it was begun on.
    if (form.dataset.begun) changes.version = form.dataset.begun;
    const answer = await send(form, form.dataset.keep, changes, options);
    if (round !== rounds) return;
    const hindered = hindrance(answer, words);
    if (hindered) {
      say(hindered);
      wait(() => keep({ isByItself: true }));
      return;
    }
    const told = await answer.json().catch(() => ({ words: words.refused }));
    if (answer.ok) kept = body;
    say(told.words);
  }

  return { later, now, leave, stop };
}
