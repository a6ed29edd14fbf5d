/** Which class or which kind of nothing a country is in; no DOM here. */

export const NO_DATA = 'no-data';
export const ELSEWHERE = 'elsewhere';
export const NOT_APPLICABLE = 'not-applicable';
export const HIDDEN = 'hidden';

/** In the order of the legend; each keeps its row when it counts nothing. */
export const NOTHING = [NO_DATA, ELSEWHERE, NOT_APPLICABLE, HIDDEN];

/** Return the index of the class a value lies in; a class begins at its lower limit. */
export function classIndex(breaks, value) {
  return breaks.filter((lower) => value >= lower).length;
}

export function figureAt(series, code, index) {
  return series.countries[code]?.[index] ?? null;
}

/** Return what a country shows in one period: a class, or why there is none. */
export function kindOf(series, kinds, code, index) {
  const value = figureAt(series, code, index);
  if (value !== null) return kinds[classIndex(series.breaks, value)];
  const flag = series.flags?.[code]?.[index];
  if (NOTHING.includes(flag)) return flag;
  return series.elsewhere?.[code] ? ELSEWHERE : NO_DATA;
}

/** Return how many countries are of each kind. */
export function countKinds(kinds) {
  const counts = new Map();
  for (const kind of kinds.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Return the rows of a legend, each with the number of countries of its kind. */
export function rowsOf(rows, kinds) {
  const counts = countKinds(kinds);
  return rows.map(({ kind, label, bound = '' }) => ({
    kind,
    label,
    bound,
    count: counts.get(kind) ?? 0,
  }));
}
