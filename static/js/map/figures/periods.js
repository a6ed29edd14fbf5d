const YEAR = /^\d{1,4}/;

/** Return the period itself, the nearest one, or the last when none is asked for. */
export function nearestPeriod(periods, asked) {
  if (periods.includes(asked)) return asked;
  const year = Number.parseInt(YEAR.exec(asked)?.[0], 10);
  if (Number.isNaN(year)) return periods.at(-1) ?? '';
  const distance = (period) => Math.abs(Number.parseInt(period, 10) - year);
  return periods.reduce(
    (best, each) => (distance(each) < distance(best) ? each : best),
    periods[0] ?? '',
  );
}
