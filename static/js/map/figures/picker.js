/** The list of indicators: searchable, by section, with unit, years and source. */

import { tell } from '../dom.js';
import { searchKey } from '../format.js';

/** Return {show}; tells `indicator:change` with a series key. */
export function createPicker(section) {
  const details = section.querySelector('details');
  const search = section.querySelector('input[type="search"]');
  const options = [...section.querySelectorAll('[data-series]')];
  const groups = [...section.querySelectorAll('[data-group]')];
  const none = section.querySelector('[data-none]');

  function filter() {
    const wanted = searchKey(search.value).split(/\s+/);
    for (const option of options) {
      const text = searchKey(option.textContent);
      option.parentElement.hidden = !wanted.every((word) => text.includes(word));
    }
    for (const group of groups) {
      group.hidden = !group.querySelector('li:not([hidden])');
    }
    none.hidden = groups.some(({ hidden }) => !hidden);
  }

  function close() {
    details.open = false;
    search.value = '';
    filter();
  }

  search.addEventListener('input', filter);
  details.addEventListener('toggle', () => details.open && search.focus());
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
    for (const option of options) {
      if (option.dataset.series === key) option.setAttribute('aria-current', 'true');
      else option.removeAttribute('aria-current');
    }
  }

  return { show };
}
