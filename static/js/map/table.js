/** The table twin: the rows of the view, sorted as the reader likes. */
import { element } from './dom.js';

/** Return {show} for the table of the page. */
export function createTable(section, { participants, addresses, language, words }) {
  const table = section.querySelector('table');
  let sort = { key: 'name', isDown: false };
  let current = null;

  section.addEventListener('click', ({ target }) => {
    const key = target.closest('[data-sort]')?.dataset.sort;
    if (!key) return;
    sort = { key, isDown: sort.key === key ? !sort.isDown : false };
    render();
    table.querySelector(`[data-sort="${key}"]`).focus();
  });

  /** Show a view's columns {key, label, isNumber} and cells after name and group. */
  function show(view, selected) {
    const columns = [
      { key: 'name', label: words.columnName },
      { key: 'group', label: words.columnGroup },
      ...view.columns,
    ];
    const rows = participants.map(({ code, name, group }) => ({
      code,
      name: { text: name, sort: name, href: addresses.country.replace('XXX', code) },
      group: { text: group, sort: group },
      ...view.cellsOf(code),
    }));
    const { caption, remark } = view;
    current = { columns, rows, caption, remark, selected };
    render();
  }

  function render() {
    const { columns, rows, caption, remark } = current;
    if (!columns.some(({ key }) => key === sort.key))
      sort = { key: 'name', isDown: false };
    table.querySelector('[data-table="title"]').textContent = caption;
    table.querySelector('[data-table="about"]').textContent = remark;
    const head = columns.map((column) => headOf(column, sort, words));
    table.tHead.replaceChildren(element('tr', {}, ...head));
    table.tBodies[0].replaceChildren(
      ...sorted(rows, sort, language).map((row) => rowOf(row, current)),
    );
  }

  return { show };
}

/** Return the rows in order; rows without a value come last either way. */
export function sorted(rows, { key, isDown }, language) {
  const collator = new Intl.Collator(language, { ignorePunctuation: true });
  const compare = (a, b) => (typeof a === 'number' ? a - b : collator.compare(a, b));
  const has = (row) => row[key].sort !== null;
  const known = rows.filter(has).sort((a, b) => compare(a[key].sort, b[key].sort));
  if (isDown) known.reverse();
  return [...known, ...rows.filter((row) => !has(row))];
}

function headOf({ key, label, isNumber }, sort, words) {
  const direction = sort.isDown ? 'descending' : 'ascending';
  const button = element(
    'button',
    { class: 'table__sort', type: 'button', 'data-sort': key, title: words.sortBy },
    label,
  );
  const attributes = { scope: 'col', class: isNumber ? 'table__number' : null };
  return element(
    'th',
    { ...attributes, 'aria-sort': sort.key === key ? direction : 'none' },
    button,
  );
}

function rowOf(row, { columns, selected }) {
  const cells = columns.map(({ key, isNumber }) => {
    const { text, isAbsent, href } = row[key];
    if (key === 'name') {
      return element('th', { scope: 'row' }, element('a', { href }, text));
    }
    const names = [isNumber ? 'table__number' : '', isAbsent ? 'table__absent' : ''];
    return element('td', { class: names.join(' ').trim() || null }, text);
  });
  const isSelected = row.code === selected;
  const attributes = {
    'data-code': row.code,
    class: isSelected ? 'table__row--selected' : null,
  };
  return element('tr', attributes, ...cells);
}
