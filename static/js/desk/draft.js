/** Keep an answer that is being written on the server, where colleagues see it. */

// At most so much typing is lost when a browser or a machine stops.
const PAUSE = 5_000;
const CONFLICT = 409;

export function keepDraft(form, status = form.querySelector('[data-draft-status]')) {
  const { text, subject, to, language } = form.elements;
  let timer = 0;
  let kept = text.value;
  let isStopped = false;

  for (const field of [text, subject]) field.addEventListener('input', later);
  for (const field of [to, language]) field.addEventListener('change', later);
  // Whoever presses a button sends the text along.
  form.addEventListener('submit', stop);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer) save();
  });

  function later() {
    if (!timer && !isStopped) timer = setTimeout(save, PAUSE);
  }

  function stop() {
    clearTimeout(timer);
    isStopped = true;
  }

  async function save() {
    clearTimeout(timer);
    timer = 0;
    const written = text.value;
    if (isStopped || (written === kept && !written.trim())) return;
    const answer = await post(form);
    if (isStopped) return;
    if (answer?.ok && !answer.redirected) {
      const { draft, at } = await answer.json();
      form.elements.draft.value = draft;
      kept = written;
      status.textContent = `${form.dataset.saved} ${at}`;
      if (text.value !== written) later();
    } else if (answer?.status === CONFLICT) {
      // What somebody else wrote is not written over; this text stays on the page.
      status.textContent = (await answer.json()).message;
      stop();
    } else {
      status.textContent = form.dataset.unsaved;
      later();
    }
  }
}

function post(form) {
  return fetch(form.dataset.draftUrl, {
    method: 'POST',
    body: new FormData(form),
    headers: { 'X-Part': 'draft' },
    keepalive: true,
  }).catch(() => null);
}
