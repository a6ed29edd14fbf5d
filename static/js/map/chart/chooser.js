/** Which lines there are: a country is added from a list, group means by a box. */
import { element } from '../dom.js';
import { fill } from '../format.js';
import { hasMeans } from './chosen.js';
import { linesOf, MOST_LINES } from './keys.js';

const LARGEST = 5;

/** Return {show}; `context` has go and the participants. */
export function createChooser(root, context, told) {
  const { go, participants } = context;
  const select = element('select', {
    class: 'field__input field__input--small',
    id: 'chart-country',
    autocomplete: 'off',
  });
  const label = element('label', { for: 'chart-country' }, told.add);
  const add = button(told.addNow, 'submit');
  const form = element('form', { class: 'chooser' }, label, select, add);
  const box = element('input', { type: 'checkbox', id: 'chart-means' });
  const means = element('label', { class: 'chooser__means' }, box, told.means);
  const lead = element('p', {}, told.choose);
  const largest = button('', 'button');
  const opening = element('div', { class: 'chooser__opening' }, lead, largest);
  const full = element('p', { class: 'muted' }, fill(told.full, { count: MOST_LINES }));
  root.append(opening, form, full);
  form.append(means);
  let shown = null;

  function show(content, state) {
    shown = { content, state };
    const chosen = linesOf(state);
    const own = state.lines.split(',').filter(Boolean);
    const isFull = own.length >= MOST_LINES;
    opening.hidden = chosen.length > 0;
    largest.textContent = fill(told.largest, { year: content.period });
    for (const part of [label, select, add]) part.hidden = isFull;
    full.hidden = !isFull;
    means.hidden = !content.entry.isShare || chosen.length === 0;
    box.checked = hasMeans(content, state);
    offer(chosen);
  }

  function offer(chosen) {
    const { value } = select;
    const left = participants.filter(({ code }) => !chosen.includes(code));
    const options = left.map(({ code, name }) =>
      element('option', { value: code }, name),
    );
    select.replaceChildren(element('option', { value: '' }, '–'), ...options);
    select.value = left.some(({ code }) => code === value) ? value : '';
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!select.value) return;
    const own = shown.state.lines.split(',').filter(Boolean);
    go({ lines: [...own, select.value].join() });
  });
  box.addEventListener('change', () => go({ means: box.checked ? 'yes' : '' }));
  largest.addEventListener('click', () => {
    go({ lines: largestOf(shown.content, participants).join() });
    select.focus();
  });
  return { show };
}

/** Return the codes of the largest figures of a year, which the reader has asked for. */
function largestOf({ series, index }, participants) {
  const known = participants
    .map(({ code }) => [code, series.countries[code]?.[index] ?? null])
    .filter(([, value]) => value !== null);
  return known
    .sort((a, b) => b[1] - a[1])
    .slice(0, LARGEST)
    .map(([code]) => code);
}

function button(words, type) {
  return element('button', { class: 'button button--small', type }, words);
}
