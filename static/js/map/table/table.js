/** The table twin: the rows of the view, sorted and filtered as the reader likes. */
import { element } from '../dom.js';
import { fill } from '../format.js';
import { sparkline } from '../sparkline.js';
import { matching, sorted } from './rows.js';
import { createTools } from './tools.js';

const COURSE = { name: 'table__course', width: 96, height: 24 };

/** Return {show} for the table of the page. */
export function createTable(section, { participants, addresses, language, words }) {
  const table = section.querySelector('table');
  const tools = createTools(section, { words, language }, { filtered: render });
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
      course: view.courseOf?.(code) ?? null,
      ...view.cellsOf(code),
    }));
    const hasCourse = rows.some(({ course }) => course);
    const { caption, remark } = view;
    current = { columns, rows, caption, remark, selected, hasCourse };
    render();
  }

  function render() {
    const { columns, rows, caption, remark, hasCourse } = current;
    if (!columns.some(({ key }) => key === sort.key))
      sort = { key: 'name', isDown: false };
    table.querySelector('[data-table="title"]').textContent = caption;
    table.querySelector('[data-table="about"]').textContent = remark;
    const head = columns.map((column) => headOf(column, sort, words));
    const over = hasCourse
      ? [element('th', { scope: 'col', 'data-drawn': true }, words.columnYears)]
      : [];
    table.tHead.replaceChildren(element('tr', {}, ...head, ...over));
    const found = matching(rows, tools.wanted());
    tools.tell(fill(words.rowsShown, { shown: found.length, count: rows.length }));
    table.tBodies[0].replaceChildren(
      ...sorted(found, sort, language).map((row) => rowOf(row, current)),
    );
  }

  return { show };
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

function rowOf(row, { columns, selected, hasCourse }) {
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
  const over = hasCourse ? [courseCell(row.course)] : [];
  return element('tr', attributes, ...cells, ...over);
}

/** What a drawing shows stands in files, and in the table of each year. */
function courseCell(course) {
  return element(
    'td',
    { class: 'table__over', 'data-drawn': true },
    course ? sparkline(course, COURSE) : '',
  );
}
