/** The choice between two texts; whoever goes on in the text below it saves there. */

const PART = '[data-edit="merge"]';

/** Return what is called when the text changes; `leave` is, before a choice is sent. */
export function wireMerge(written, leave = () => {}) {
  const form = document.querySelector(`${PART} form`);
  if (!form) return () => {};
  const first = written();
  form.addEventListener('submit', leave);
  return () => {
    const isOther = written() !== first;
    form.querySelector('[type="submit"]').disabled = isOther;
    form.querySelector('[data-edit="merge-late"]').hidden = !isOther;
  };
}

/** Take the choice away: the text was saved. */
export function endMerge(form) {
  delete form.dataset.begun;
  document.querySelector(PART)?.remove();
}
