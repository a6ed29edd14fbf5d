/** "Find a country": a combobox over the states of the i-Map. */
import { element, tell } from './dom.js';
import { searchKey } from './format.js';

const MOST = 8;

/** Tells `country:find` with the code that was chosen. */
export function createFinder(form, participants, words) {
  const input = form.querySelector('input');
  const list = form.querySelector('[role="listbox"]');
  const keys = participants.map((each) => ({ ...each, key: searchKey(each.name) }));
  let active = -1;

  function found() {
    const wanted = searchKey(input.value);
    if (!wanted) return [];
    const begins = keys.filter(({ key }) => key.startsWith(wanted));
    const holds = keys.filter(
      ({ key }) => !key.startsWith(wanted) && key.includes(wanted),
    );
    return [...begins, ...holds].slice(0, MOST);
  }

  function show() {
    const matches = found();
    const isAsked = input.value.trim() !== '';
    active = matches.length ? 0 : -1;
    list.replaceChildren(...matches.map(optionOf));
    if (isAsked && matches.length === 0) {
      list.append(element('li', { class: 'finder__none' }, words.noCountry));
    }
    list.hidden = !isAsked;
    input.setAttribute('aria-expanded', String(isAsked));
    point(active);
  }

  function point(index) {
    const options = [...list.querySelectorAll('[role="option"]')];
    active = index;
    for (const [i, option] of options.entries()) {
      option.setAttribute('aria-selected', String(i === index));
    }
    if (options[index]) input.setAttribute('aria-activedescendant', options[index].id);
    else input.removeAttribute('aria-activedescendant');
  }

  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function choose(code) {
    input.value = '';
    close();
    if (code) tell(form, 'country:find', code);
  }

  input.addEventListener('input', show);
  input.addEventListener('blur', () => setTimeout(close, 150));
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    choose(event.target.closest('[data-code]')?.dataset.code);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('keydown', (event) => {
    const count = list.querySelectorAll('[role="option"]').length;
    if (event.key === 'ArrowDown' && count) point((active + 1) % count);
    else if (event.key === 'ArrowUp' && count) point((active - 1 + count) % count);
    else if (event.key === 'Enter')
      choose(list.querySelector('[aria-selected="true"]')?.dataset.code);
    else if (event.key === 'Escape') choose('');
    else return;
    event.preventDefault();
  });
}

function optionOf({ code, name, group }) {
  const id = `find-${code}`;
  return element(
    'li',
    {
      class: 'finder__option',
      role: 'option',
      id,
      'data-code': code,
      'aria-selected': 'false',
    },
    element('span', {}, name),
    element('span', { class: 'muted' }, group),
  );
}
