/** What is told of one figure in the chart: the words of the table. */
import { figureAt, kindOf } from '../classes.js';
import { flagAndMark } from '../figures/content.js';
import { exactWriter } from '../format.js';

/**
 * Return a function (code, index) -> {value, text, note, isApart, isBreak, meaning}:
 * `note` says what sets the figure apart, `meaning` what it counts.
 */
export function teller({ words, language }, { entry, series }) {
  const write = exactWriter(language, entry);
  const swatches = entry.classes.map(({ kind }) => kind);
  return (code, index) => {
    const value = figureAt(series, code, index);
    const absent = () => words.kinds[kindOf(series, swatches, code, index)];
    const note = flagAndMark({ words, figures: { entry, series, index } }, code);
    return {
      value,
      text: value === null ? absent() : write(value),
      note,
      isApart: value !== null && note !== '',
      isBreak: series.flags?.[code]?.[index] === 'break',
      meaning: series.marks?.[code]?.[index] ?? '',
    };
  };
}
