/** The list of indicators: searchable, by section, with unit, years, source and coverage. */

import { element, tell } from '../dom.js';
import { searchKey } from '../format.js';

/**
 * Return {show}; tells `indicator:change` with a series key. `catalogue` returns what there
 * is to choose from; it is asked when the list is opened for the first time.
 */
export function createPicker(section, catalogue) {
  const details = section.querySelector('details');
  const search = section.querySelector('input[type="search"]');
  const list = section.querySelector('[data-picker="list"]');
  const none = section.querySelector('[data-none]');
  let options = [];
  let chosen = '';
  let isFilled = false;

  async function fill() {
    if (isFilled) return;
    const { entries, sections } = await catalogue();
    if (isFilled) return;
    isFilled = true;
    list.replaceChildren(...sections.map((each) => groupOf(each, entries)));
    options = [...list.querySelectorAll('[data-series]')];
    mark();
    filter();
  }

  function filter() {
    const wanted = searchKey(search.value).split(/\s+/);
    for (const option of options) {
      const text = searchKey(option.textContent);
      option.parentElement.hidden = !wanted.every((word) => text.includes(word));
    }
    const groups = [...list.children];
    for (const group of groups) {
      group.hidden = !group.querySelector('li:not([hidden])');
    }
    none.hidden = !isFilled || groups.some(({ hidden }) => !hidden);
  }

  function close() {
    details.open = false;
    search.value = '';
    filter();
  }

  search.addEventListener('input', filter);
  details.addEventListener('toggle', () => {
    if (!details.open) return;
    search.focus();
    fill().catch(() => tell(section, 'indicator:fault'));
  });
  section.addEventListener('click', (event) => {
    const option = event.target.closest('[data-series]');
    if (!option) return;
    event.preventDefault();
    close();
    details.querySelector('summary').focus();
    tell(section, 'indicator:change', option.dataset.series);
  });
  section.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && details.open) {
      event.stopPropagation();
      close();
      details.querySelector('summary').focus();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event);
  });

  function move(event) {
    const stops = [
      search,
      ...options.filter(({ parentElement }) => !parentElement.hidden),
    ];
    const at = stops.indexOf(document.activeElement);
    if (at === -1) return;
    event.preventDefault();
    stops[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  }

  function show(key, entry) {
    section.querySelector('[data-picker="name"]').textContent = entry.name;
    section.querySelector('[data-picker="about"]').textContent = entry.about;
    chosen = key;
    mark();
  }

  function mark() {
    for (const option of options) {
      if (option.dataset.series === chosen) option.setAttribute('aria-current', 'true');
      else option.removeAttribute('aria-current');
    }
  }

  return { show };
}

function groupOf({ title, keys }, entries) {
  return element(
    'div',
    {},
    element('h3', { class: 'map-picker__group' }, title),
    element(
      'ul',
      { class: 'plain-list' },
      ...keys.map((key) => element('li', {}, optionOf(key, entries[key]))),
    ),
  );
}

function optionOf(key, { name, about, coverage }) {
  const query = new URLSearchParams({ layer: 'indicator', indicator: key });
  return element(
    'a',
    { class: 'map-picker__option', href: `?${query}`, 'data-series': key },
    element('span', { class: 'map-picker__name' }, name),
    element('span', { class: 'map-picker__about' }, about),
    element('span', { class: 'map-picker__about' }, coverage),
  );
}
