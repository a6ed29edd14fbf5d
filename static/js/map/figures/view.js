/**
 * What map and legend show of one indicator in one period. No DOM: the same view feeds
 * both, and the table, so that they cannot differ.
 */
import { steps } from '../areas.js';
import { classIndex, figureAt, kindOf, NOTHING, rowsOf } from '../classes.js';
import { figureWriter, fill } from '../format.js';

/** Return the view of one indicator in one period. */
export function figuresView(tools, entry, series, period) {
  const { participants, words, language, country } = tools;
  const index = series.periods.indexOf(period);
  const swatches = entry.classes.map(({ kind }) => kind);
  const kinds = new Map(
    participants.map(({ code }) => [code, kindOf(series, swatches, code, index)]),
  );
  const write = figureWriter(language, entry, words.scales);
  const writeStep = figureWriter(
    language,
    { ...entry, isMoney: true, isBalance: false },
    words.scales,
  );
  const names = new Map(participants.map(({ code, name }) => [code, name]));
  const values = participants
    .map(({ code }) => figureAt(series, code, index))
    .filter(isFigure);
  const textOf = (code) => {
    const value = figureAt(series, code, index);
    return value === null ? words.kinds[kinds.get(code)] : write(value);
  };
  const classOf = (code) => {
    const value = figureAt(series, code, index);
    if (value === null || entry.isCount) return '';
    return entry.classes[classIndex(series.breaks, value)].label;
  };
  const same = entry.isCount ? words.sameAreas : words.sameClasses;
  return {
    form: 'figures',
    ramp: entry.isCount ? null : series.breaks.length + 1,
    circles: entry.isCount ? circlesOf(participants, series, index, writeStep) : null,
    kinds,
    rows: rowsOf(entry.classes, kinds),
    nothing: rowsOf(
      NOTHING.map((kind) => ({ kind, label: words.kinds[kind] })),
      kinds,
    ),
    title: fill(words.legendTitle, { unit: entry.unitTitle, year: period }),
    note: noteOf(same, words, values.length, series.medians[index], write),
    other: null,
    summary: sentence(),
    textOf,
    isNothing: (code) => figureAt(series, code, index) === null,
    classOf,
    describe: (code) => {
      const range = classOf(code);
      const inClass = range ? fill(words.describeClass, { class: range }) : '';
      const told = {
        name: names.get(code),
        year: period,
        value: `${textOf(code)}${unitOf(entry, series, code, index)}`,
        class: inClass,
      };
      return fill(words.describeFigure, told);
    },
  };

  /** One sentence that says what the view shows; of a chosen country its figure first. */
  function sentence() {
    const held = values.length;
    const own = country
      ? fill(words.summaryOf, { name: names.get(country), value: textOf(country) })
      : '';
    const told = held
      ? fill(words.summary, {
          count: held,
          all: participants.length,
          year: period,
          median: write(series.medians[index]),
        })
      : fill(words.summaryNone, { year: period });
    return [own, told].filter(Boolean).join(' ');
  }
}

/** The unit in words, where the figure is not written with it already. */
function unitOf({ pattern, unit }, series, code, index) {
  const isBare = pattern === '{}' && figureAt(series, code, index) !== null;
  return isBare ? ` ${unit}` : '';
}

function isFigure(value) {
  return value !== null;
}

/** The sizes of one period, and the round numbers that the legend draws them at. */
function circlesOf(participants, series, index, write) {
  return {
    most: series.most,
    values: new Map(
      participants.map(({ code }) => [code, figureAt(series, code, index)]),
    ),
    steps: steps(series.most).map((value) => ({ value, label: write(value) })),
  };
}

/** The middle comes with the figures, for it is made from exact values. */
function noteOf(same, words, count, median, write) {
  if (count === 0) return same;
  const middle = fill(words.median, { count, value: write(median) });
  return `${same} ${middle}`;
}
