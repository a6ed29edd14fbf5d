const OFF = 'desk-keys-off';
const TYPED = 'input:not([type=checkbox]), textarea, select, [contenteditable]';

/** Give the desk its keys; none works while somebody types, and all can be put off. */
export function listenToKeys(page) {
  const help = page.querySelector('[data-keys]');
  offerOff(help);
  const actions = {
    j: () => step(page, 1),
    k: () => step(page, -1),
    ArrowDown: () => inQueue(page) && step(page, 1),
    ArrowUp: () => inQueue(page) && step(page, -1),
    a: () => focus(page.querySelector('[data-verb=approve], [data-assign]')),
    q: () => write(page, 'questions:'),
    r: () => focus(page.querySelector('[data-answer]')) || write(page, 'refusals:'),
    d: () => write(page, 'refusals:'),
    s: () => focus(page.querySelector('[data-put-off]')),
    c: () => page.querySelector('[data-claim]')?.click(),
    u: () => focus(page.querySelector('[data-undo]')),
    '/': () => focus(page.getElementById('desk-words')),
    '?': () => toggle(help),
  };
  page.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && help.open) toggle(help);
    if (!isKey(event) || isOff()) return;
    const done = actions[event.key]?.();
    if (done !== undefined && done !== false) event.preventDefault();
  });
}

/** Say which row comes after the chosen one; the first one where none is chosen. */
export function following(rows, chosen, step) {
  const at = rows.indexOf(chosen);
  if (at < 0) return rows[0];
  return rows[at + step];
}

function isKey(event) {
  const isTyped = event.target instanceof Element && event.target.matches(TYPED);
  return !isTyped && !event.ctrlKey && !event.metaKey && !event.altKey;
}

function step(page, by) {
  const rows = [...page.querySelectorAll('.queue__row')];
  const row = following(rows, page.querySelector('.queue__row[aria-current]'), by);
  if (!row) return false;
  row.click();
  return true;
}

function inQueue(page) {
  return Boolean(page.activeElement?.closest('[data-queue]'));
}

function focus(element) {
  if (!element) return false;
  element.focus();
  element.select?.();
  return true;
}

/** Go to the texts of one kind; the reason alone where there are none to choose. */
function write(page, kind) {
  const template = page.querySelector('[data-decision] [name=template]');
  const reason = page.querySelector('[name=reason]');
  if (!template) return focus(reason);
  const isChosen = template.value.startsWith(kind);
  const first = [...template.options].find((option) => option.value.startsWith(kind));
  if (first && !isChosen && reason.value.trim() === '') {
    template.value = first.value;
    template.dispatchEvent(new Event('change', { bubbles: true }));
  }
  return focus(template);
}

function toggle(help) {
  help.open = !help.open;
  if (help.open) help.querySelector('summary').focus();
  return true;
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === '1';
  } catch {
    return false;
  }
}

function offerOff(help) {
  const box = help.querySelector('[data-keys-off]');
  box.hidden = help.querySelector('[data-keys-off-label]').hidden = false;
  box.checked = isOff();
  box.addEventListener('change', () => {
    try {
      localStorage.setItem(OFF, box.checked ? '1' : '0');
    } catch {
      // A browser that keeps nothing keeps the keys on.
    }
  });
}
