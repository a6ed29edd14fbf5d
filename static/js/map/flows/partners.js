/** Who the partners of one state are in one year, and how much goes each way; no DOM. */

export const [BOTH, OUT, IN] = ['both', 'out', 'in'];

export function waysOf(way) {
  return way === BOTH ? [OUT, IN] : [way];
}

/**
 * Return {ways, rows, shown, restOf, outsideOf, wholeOf} of `figures`, those of one type
 * as the server sends them. A row is {code, out, in, shares, size}; the strongest stands
 * first. `restOf(way)` are partners on the i-Map that are not shown, `outsideOf(way)`
 * those beyond it, `wholeOf(way)` all of them; null where nobody published it.
 */
export function partnersOf(figures, { year, way, top, least, with: other }) {
  const ways = waysOf(way);
  const place = figures.years.indexOf(year);
  const at = (columns, code) => columns[code]?.[place] ?? null;
  const codes = new Set(ways.flatMap((each) => Object.keys(figures[each])));
  const rows = [...codes]
    .map((code) => rowOf(figures, ways, code, at))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || (a.code < b.code ? -1 : 1));
  const shown = rows
    .filter(({ code, size }) => (!other || code === other) && size >= Number(least))
    .slice(0, top === 'all' ? rows.length : Number(top));
  const sum = (some, each) => some.reduce((total, row) => total + (row[each] ?? 0), 0);
  const wholeOf = (each) => figures.whole[each][place] ?? null;
  return {
    ways,
    rows,
    shown,
    restOf: (each) => sum(rows, each) - sum(shown, each),
    outsideOf: (each) => {
      const whole = wholeOf(each);
      return whole === null ? null : Math.max(0, whole - sum(rows, each));
    },
    wholeOf,
  };
}

function rowOf(figures, ways, code, at) {
  const row = { code, shares: {}, size: 0 };
  for (const way of ways) {
    row[way] = at(figures[way], code);
    row.shares[way] = at(figures.shares[way], code);
    row.size = Math.max(row.size, row[way] ?? 0);
  }
  return row;
}

/** Return the largest figure of any partner and year: widths do not jump from year to year. */
export function largestIn(figures) {
  const columns = [OUT, IN].flatMap((way) => Object.values(figures[way]));
  return Math.max(1, ...columns.flat().filter((value) => value !== null));
}

/** Return the years that a figure covers, as they are printed. */
export function periodOf({ span }, year) {
  return span ? `${year}–${Number(year) + span}` : year;
}
