/** A file that is being made: the page follows how far it is, more and more seldom. */

const FIRST = 800;
const LONGEST = 15_000;
const SLOWER = 1.3;
const FAULT = 500;

const box = document.querySelector('[data-progress]');
if (box) followAfter(FIRST);

function followAfter(pause) {
  if (box.dataset.progress !== 'on') return;
  setTimeout(async () => {
    // A page behind others can wait.
    if (!document.hidden) await look();
    followAfter(Math.min(pause * SLOWER, LONGEST));
  }, pause);
}

async function look() {
  const headers = { 'X-Background': 'yes' };
  const answer = await fetch(location.href, { headers }).catch(() => null);
  if (!answer || answer.status >= FAULT) return;
  const html = answer.ok && !answer.redirected ? await answer.text() : '';
  const page = new DOMParser().parseFromString(html, 'text/html');
  const next = page.querySelector('[data-progress]');
  // Signed out, or the draft is with its state: the whole page says so.
  if (next) show(next);
  else location.reload();
}

/** Write what is new; what did not change is not read out again. */
function show(next) {
  const [status, words] = [box, next].map((each) =>
    each.querySelector('[role="status"]'),
  );
  if (status.textContent === words.textContent) return;
  const rest = box.querySelector('[data-rest]');
  const hadFocus = rest.contains(document.activeElement);
  box.dataset.progress = next.dataset.progress;
  status.textContent = words.textContent;
  rest.replaceWith(next.querySelector('[data-rest]'));
  if (hadFocus) box.querySelector('a, button')?.focus();
}
