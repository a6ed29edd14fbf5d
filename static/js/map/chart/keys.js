/** What the address says of a chart: lines=ARM,UKR&means=yes&sort=value */

// More lines than this nobody can tell apart; as on the server.
export const MOST_LINES = 8;

/** Return the keys of the chart as far as they exist. */
export function mendChart({ lines, means, sort }, codes) {
  const asked = [...new Set((lines ?? '').split(','))];
  return {
    lines: asked
      .filter((code) => codes.includes(code))
      .slice(0, MOST_LINES)
      .join(),
    means: means === 'yes' ? 'yes' : '',
    sort: sort === 'value' ? 'value' : '',
  };
}

/** Return the codes that have a line: the country of the page first. */
export function linesOf({ country, lines }) {
  return [...new Set([country, ...lines.split(',')])].filter(Boolean);
}
