/** The lines of a chart as data: chosen countries, and means of groups. No DOM here. */
import { exactWriter, fill } from '../format.js';
import { linesOf } from './keys.js';
import { groupMeans } from './means.js';
import { teller } from './told.js';
import { yearOf } from './years.js';

// Neighbours in hue are far apart in this order; the grey of means comes last.
const TONES = [1, 2, 4, 5, 6, 7, 8, 3].map((number) => `series-${number}`);

/** Return the lines of a state, each {key, label, tone, width, points}. */
export function chosenLines(context, content, state) {
  const own = countryLines(context, content, state);
  if (!hasMeans(content, state)) return own;
  return [...own, ...meanLines(context, content, { isAlone: own.length === 0 })];
}

/** Means are of shares only; they open the chart, and stay if the reader wants them. */
export function hasMeans({ entry }, state) {
  return entry.isShare && (state.means === 'yes' || linesOf(state).length === 0);
}

function countryLines(context, content, state) {
  const { periods } = content.series;
  const tell = teller(context, content);
  const others = state.lines.split(',');
  return linesOf(state).map((code) => {
    const { name } = context.participants.find((each) => each.code === code);
    const place = others.indexOf(code);
    return {
      key: code,
      label: name,
      tone: place === -1 ? 'ink' : TONES[place],
      width: code === state.country ? 3 : 2,
      isCountry: true,
      points: periods.map((period, i) => ({ year: yearOf(period), ...tell(code, i) })),
    };
  });
}

function meanLines({ participants, language, words }, content, { isAlone }) {
  const { entry, series, told } = content;
  const write = exactWriter(language, entry);
  return groupMeans(participants, series, language).map(
    ({ group, all, points }, i) => ({
      key: group,
      label: group,
      tone: isAlone ? TONES[i % TONES.length] : 'muted',
      width: isAlone ? 2 : 1,
      isCountry: false,
      points: points.map(({ value, members }, place) => ({
        year: yearOf(series.periods[place]),
        value,
        text: value === null ? words.kinds['no-data'] : write(value),
        note: '',
        isApart: false,
        isBreak: false,
        meaning: members.map(({ code }) => code).join(),
        name: fill(told.mean, { group, count: members.length, all }),
        madeOf: fill(told.madeOf, {
          names: members.map(({ name }) => name).join(', '),
        }),
      })),
    }),
  );
}

/** Return whom the means of a period are made of, in words. */
export function meanNotes(lines, index) {
  return lines
    .map(({ points }) => points[index])
    .filter(({ madeOf, value }) => madeOf && value !== null)
    .map(({ name, madeOf }) => `${name}: ${madeOf}`);
}

/** Return the notes that set points apart, each with the names it is said of. */
export function apartNotes(lines) {
  const notes = new Map();
  for (const { label, points } of lines) {
    for (const { isApart, note } of points) {
      if (isApart) notes.set(note, new Set([...(notes.get(note) ?? []), label]));
    }
  }
  return [...notes].map(([note, names]) => `${note} (${[...names].join(', ')})`);
}
