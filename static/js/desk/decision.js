const PAUSE = 350;

/** Fill in texts, keep the usual end of a role, and show the mail as it will leave. */
export function decide(form) {
  const { template, reason } = form.elements;
  const texts = JSON.parse(document.getElementById('reason-texts').textContent);
  let own = '';
  let timer;

  form.querySelector('[data-fill]').hidden = true;
  // Where a member moves to another address, what was given stays as it is.
  if (form.elements.role) wireRole(form.elements, show);
  template.addEventListener('change', () => {
    const text = texts[template.value];
    // What somebody wrote in own words is never written over.
    if (text && (reason.value.trim() === '' || reason.value === own))
      reason.value = text;
    own = text ?? own;
    show();
  });
  reason.addEventListener('input', show);
  form.addEventListener('click', (event) => {
    const button = event.target.closest('button[name=show]');
    if (!button) return;
    event.preventDefault();
    fetchMail(form, button.value);
  });

  function show() {
    clearTimeout(timer);
    timer = setTimeout(
      () => fetchMail(form, verbOf(template.value, reason.value)),
      PAUSE,
    );
  }
}

/** Keep the usual end of a role, unless another day was chosen. */
function wireRole({ role, until, country }, show) {
  const ends = readEnds(role.dataset.ends);
  let usual = until.value;
  role.addEventListener('change', () => {
    if (until.value === usual && ends[role.value]) until.value = ends[role.value];
    usual = ends[role.value] ?? usual;
    show();
  });
  for (const field of [until, country]) field.addEventListener('change', show);
}

/** Say which mail somebody is about to write: approve, ask or refuse. */
export function verbOf(template, text) {
  if (template.startsWith('questions:')) return 'ask';
  if (template.startsWith('refusals:')) return 'refuse';
  return text.trim() ? 'ask' : 'approve';
}

/** Return {reader: "2027-11-23", …} for "reader=2027-11-23,…". */
export function readEnds(text) {
  return Object.fromEntries(
    (text ?? '')
      .split(',')
      .filter(Boolean)
      .map((pair) => pair.split('=')),
  );
}

async function fetchMail(form, verb) {
  const data = new FormData(form);
  data.set('show', verb);
  try {
    const answer = await fetch(form.dataset.previewUrl, {
      method: 'POST',
      body: data,
      headers: { 'X-Part': 'preview' },
    });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const preview = page.querySelector('[data-preview]');
    if (preview) form.querySelector('[data-preview]').replaceWith(preview);
  } catch {
    // Without a connection the last mail stays; the buttons still work as links do.
  }
}
