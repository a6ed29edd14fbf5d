/** All participants of a year as a list of bars; a bar chooses its country. */
import { element } from '../dom.js';

/** Return {show} for a part of the page. */
export function createBarList(root, { go }) {
  const list = element('div', { class: 'bars' });
  root.append(list);
  let selected = '';

  function show(parts, scale, country) {
    selected = country;
    const code = list.contains(document.activeElement)
      ? document.activeElement.dataset.country
      : '';
    list.replaceChildren(...parts.map((part) => group(part, scale, country)));
    if (code)
      list.querySelector(`[data-country="${code}"]`)?.focus({ preventScroll: true });
  }

  list.addEventListener('click', ({ target }) => {
    const code = target.closest('[data-country]')?.dataset.country;
    if (code) go({ country: code === selected ? '' : code });
  });
  return { show };
}

function group({ title, rows }, scale, selected) {
  const items = rows.map((row) => element('li', {}, barOf(row, scale, selected)));
  return element(
    'section',
    { class: 'bars__group' },
    title ? element('h4', { class: 'bars__title' }, title) : null,
    element('ul', { class: 'plain-list' }, ...items),
  );
}

function barOf({ code, name, value, text, note, isApart }, scale, selected) {
  const attributes = {
    class: 'bars__row',
    type: 'button',
    'data-country': code,
    'aria-pressed': String(code === selected),
  };
  const isAbsent = value === null;
  return element(
    'button',
    attributes,
    element('span', { class: 'bars__name' }, name),
    ' ',
    isAbsent ? element('span', {}) : track(value, scale, isApart),
    element(
      'span',
      { class: isAbsent ? 'bars__absent' : 'bars__value table__number' },
      text,
    ),
    note ? element('span', { class: 'bars__note' }, ` ${note}`) : null,
  );
}

function track(value, scale, isApart) {
  const { start, size } = scale.of(value);
  const bar = element('span', {
    class: `bars__bar${isApart ? ' bars__bar--apart' : ''}`,
  });
  bar.style.marginInlineStart = `${(start * 100).toFixed(2)}%`;
  bar.style.inlineSize = `${(size * 100).toFixed(2)}%`;
  return element('span', { class: 'bars__track', 'aria-hidden': 'true' }, bar);
}
