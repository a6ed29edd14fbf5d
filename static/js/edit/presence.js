/** Say who else has the section open, and tell them of whoever is here. */

const PAUSE = 30_000;
// Who stopped typing so long ago, and has saved, reads.
const STILL_WRITING = 90_000;

/** Return {typed, saved}, to be called when the text changes and when it is kept. */
export function wirePresence(form) {
  let isUnsaved = false;
  let typedAt = Number.NEGATIVE_INFINITY;
  let isToldToWrite = false;
  const isWriting = () => isUnsaved || performance.now() - typedAt < STILL_WRITING;

  async function tell() {
    // A page behind others is as good as closed, unless words in it are not saved.
    if (document.hidden && !isWriting()) return;
    isToldToWrite = isWriting();
    show(form.querySelector('[role="status"]'), await ask(form, isToldToWrite));
  }

  function typed() {
    isUnsaved = true;
    typedAt = performance.now();
    if (!isToldToWrite) tell();
  }

  setInterval(tell, PAUSE);
  document.addEventListener('visibilitychange', tell);
  tell();
  return {
    typed,
    saved: () => {
      isUnsaved = false;
    },
  };
}

/** Return what the server says of others; nothing where it cannot be asked. */
async function ask(form, isWriting) {
  const body = new FormData(form);
  if (isWriting) body.set('writing', 'on');
  const headers = { Accept: 'application/json', 'X-Background': 'yes' };
  const answer = await fetch(form.action, { method: 'POST', body, headers }).catch(
    () => null,
  );
  const told = answer?.ok ? await answer.json().catch(() => null) : null;
  return told?.others ?? [];
}

/** Write a line for each; what did not change is not read out again. */
function show(status, others) {
  const lines = [...status.children].map(({ textContent }) => textContent);
  if (lines.join('\n') === others.join('\n')) return;
  status.replaceChildren(
    ...others.map((words) => {
      const line = document.createElement('p');
      line.textContent = words;
      return line;
    }),
  );
}
