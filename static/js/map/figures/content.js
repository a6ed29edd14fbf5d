/** What hover card, country card and table say of a figure. */
import { figureAt } from '../classes.js';
import { exactWriter, fill } from '../format.js';

/** Return the hover card's content for one country. */
export function hoverOf(context, view, code) {
  const { participants, words } = context;
  const name = participants.find((each) => each.code === code).name;
  const { series, index } = context.figures;
  const range = view.classOf(code);
  const first = series.periods[0];
  return {
    name,
    years: series.periods.length > 1 ? `${first}–${series.periods.at(-1)}` : '',
    value: view.textOf(code),
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

/** The count that a share stands on, all digits of money, or the unit; with the year. */
function detailOf({ figures, language }, code) {
  const { entry, companion, period, series, index } = figures;
  const place = companion?.series.periods.indexOf(period) ?? -1;
  const count = companion?.series.countries[code]?.[place];
  if (count)
    return `${exactWriter(language, companion.entry)(count)} ${companion.entry.unit} · ${period}`;
  const value = figureAt(series, code, index);
  if (entry.isMoney && value !== null)
    return `${exactWriter(language, entry)(value)} · ${period}`;
  return `${entry.unit} · ${period}`;
}

function noteOf({ figures, participants, words }, code) {
  const into = figures.series.elsewhere?.[code];
  if (!into) return words.enterOpens;
  const other = participants.find((each) => each.code === into);
  return other ? fill(words.countedIn, { name: other.name }) : words.enterOpens;
}

/** Return what a table says of one country: its figure, and what there is to know. */
export function cellsOf(context, view, code) {
  const note = remark(context, code);
  return {
    value: figureCell(context, view, code),
    note: { text: note, sort: note || null },
  };
}

function figureCell({ figures, language }, view, code) {
  const { series, index, entry } = figures;
  const value = figureAt(series, code, index);
  if (value === null) return { text: view.textOf(code), sort: null, isAbsent: true };
  return { text: exactWriter(language, entry)(value), sort: value };
}

/** Return what sets one figure apart from the others: its flag, and what it counts. */
export function flagAndMark({ figures: { series, entry, index }, words }, code) {
  const flag = words.flags[series.flags?.[code]?.[index]];
  const mark = entry.remarks[series.marks?.[code]?.[index]];
  return [flag, mark].filter(Boolean).join('; ');
}

function remark(context, code) {
  const { figures, words, participants } = context;
  const { series, index, notes } = figures;
  const isAbsent = figureAt(series, code, index) === null;
  const into = isAbsent && series.elsewhere?.[code];
  const other = into && participants.find((each) => each.code === into);
  const counted = other && fill(words.countedIn, { name: other.name });
  return [flagAndMark(context, code), counted, notes[code]].filter(Boolean).join('; ');
}
