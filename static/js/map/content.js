/** What stands in the hover card and in the table, from the same view as the map. */
import { figureAt } from './classes.js';
import { exactWriter, fill } from './format.js';

/** Return the hover card's content for one country. */
export function hoverContent(context, view, code) {
  const { participants, words } = context;
  const name = participants.find((each) => each.code === code).name;
  if (view.layer === 'profiles') {
    return { name, value: view.textOf(code), isNothing: true, note: words.enterOpens };
  }
  const { series, entry, index } = context.figures;
  const range = view.classOf(code);
  const first = series.periods[0];
  return {
    name,
    years: series.periods.length > 1 ? `${first}–${series.periods.at(-1)}` : '',
    value:
      (entry.decimals === 0 && !entry.isMoney && exactText(context, code)) ||
      view.textOf(code),
    isNothing: view.isNothing(code),
    detail: detailOf(context, code),
    range: range ? fill(words.cardClass, { class: range }) : '',
    note: range ? fill(words.hoverNote, { class: range }) : noteOf(context, code),
    course:
      series.periods.length > 1
        ? { values: series.countries[code] ?? [], index }
        : null,
  };
}

/** The count that a share stands on, or the unit, with the year. */
function detailOf({ figures, language }, code) {
  const { entry, companion, period } = figures;
  const index = companion?.exact.periods.indexOf(period) ?? -1;
  const count = companion?.exact.countries[code]?.[index];
  if (!count) return `${entry.unit} · ${period}`;
  return `${exactWriter(language, companion.entry)(count)} ${companion.entry.unit} · ${period}`;
}

function noteOf({ figures, participants, words }, code) {
  const into = figures.series.elsewhere?.[code];
  if (!into) return words.enterOpens;
  const other = participants.find((each) => each.code === into);
  return other ? fill(words.countedIn, { name: other.name }) : words.enterOpens;
}

function exactText({ figures, language }, code) {
  const published = figures.exact?.countries[code]?.[figures.index];
  return published ? exactWriter(language, figures.entry)(published) : null;
}

/** Return columns and rows of the table of a view. */
export function tableContent(context, view, state) {
  const { words, participants, addresses, language } = context;
  const isFigure = view.layer === 'indicator';
  const columns = [
    { key: 'name', label: words.columnName },
    { key: 'group', label: words.columnGroup },
    {
      key: 'value',
      label: isFigure ? view.title : words.columnStatus,
      isNumber: isFigure,
    },
    ...(isFigure ? [{ key: 'note', label: words.columnNote }] : []),
  ];
  const rows = participants.map(({ code, name, group }) => ({
    code,
    name: { text: name, sort: name, href: addresses.country.replace('XXX', code) },
    group: { text: group, sort: group },
    value: isFigure ? figureCell(context, view, code) : statusCell(view, code),
    note: isFigure
      ? { text: remark(context, code), sort: remark(context, code) || null }
      : null,
  }));
  const { entry } = context.figures;
  const caption = isFigure ? `${entry.name}, ${state.year}` : view.title;
  const about = isFigure
    ? `${entry.definition} ${fill(words.source, { source: entry.source })}`
    : '';
  return { columns, rows, caption, about, language, selected: state.country };
}

function statusCell(view, code) {
  const order = view.rows.findIndex(({ kind }) => kind === view.kinds.get(code));
  return { text: view.textOf(code), sort: order };
}

function figureCell(context, view, code) {
  const { series, index } = context.figures;
  const value = figureAt(series, code, index);
  if (value === null) return { text: view.textOf(code), sort: null, isAbsent: true };
  const text = context.figures.exact?.countries[code]?.[index];
  return {
    text: exactText(context, code) ?? view.textOf(code),
    sort: Number(text ?? value),
  };
}

function remark({ figures, words, participants, dataNotes }, code) {
  const { series, entry, index } = figures;
  const flag = words.flags[series.flags?.[code]?.[index]];
  const mark = entry.remarks[series.marks?.[code]?.[index]];
  const isAbsent = figureAt(series, code, index) === null;
  const into = isAbsent && series.elsewhere?.[code];
  const other = into && participants.find((each) => each.code === into);
  const counted = other && fill(words.countedIn, { name: other.name });
  const note = dataNotes[series.series]?.[code];
  return [flag, mark, counted, note].filter(Boolean).join('; ');
}
