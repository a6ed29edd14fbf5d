/** Keep what is typed on the server, for this person alone, until it is saved. */

// At most so much typing is lost when a browser or a machine stops.
const PAUSE = 8_000;

/** Return the answer to a form; null where there is no connection. */
export function send(address, body, options = {}) {
  const headers = { Accept: 'application/json' };
  return fetch(address, { method: 'POST', body, headers, ...options }).catch(
    () => null,
  );
}

/** Return {later, now, stop}: keep soon, at once, or not any more. */
export function createKeeper(form, { written, say, words }) {
  let timer = 0;
  let sequence = Number(form.dataset.sequence);
  // What was sent before a save needs no answer any more.
  let saves = 0;

  function later() {
    if (!timer) timer = setTimeout(now, PAUSE);
  }

  function stop() {
    clearTimeout(timer);
    timer = 0;
    saves += 1;
  }

  async function now() {
    stop();
    const before = saves;
    sequence += 1;
    const body = new FormData(form);
    body.set('body', written());
    body.set('sequence', String(sequence));
    const answer = await send(form.dataset.keep, body, { keepalive: true });
    if (saves !== before) return;
    if (!answer) {
      say(words.offline);
      later();
    } else if (answer.redirected) say(words.signedOut);
    else {
      const told = await answer.json().catch(() => ({ words: words.refused }));
      say(told.words);
    }
  }

  return { later, now, stop };
}
