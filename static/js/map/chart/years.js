/** Years of a chart: where they stand, and where a line goes on. No DOM here. */

/** Return the year a period begins with. */
export function yearOf(period) {
  return Number.parseInt(period, 10);
}

/** Return the commonest distance between years; 1 where there is but one. */
export function usualStep(years) {
  const counts = new Map();
  years.slice(1).forEach((year, i) => {
    const step = year - years[i];
    counts.set(step, (counts.get(step) ?? 0) + 1);
  });
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first?.[0] ?? 1;
}

/**
 * Cut points {year, value, isBreak} where a figure is missing, a year is skipped or the
 * series breaks; as the charts of pages do.
 */
export function runsOf(points) {
  const step = usualStep(points.map(({ year }) => year));
  const runs = [];
  let last = null;
  for (const point of points) {
    if (point.value === null) {
      last = null;
      continue;
    }
    const goesOn = last && !point.isBreak && point.year - last.year <= step * 1.5;
    if (goesOn) runs.at(-1).push(point);
    else runs.push([point]);
    last = point;
  }
  return runs;
}

/** Cut a run into stretches {points, isDashed}: dashed where the definition changes. */
export function stretchesOf(run) {
  const stretches = [];
  run.slice(1).forEach((point, i) => {
    const isDashed = point.meaning !== run[i].meaning;
    if (stretches.at(-1)?.isDashed === isDashed) stretches.at(-1).points.push(point);
    else stretches.push({ isDashed, points: [run[i], point] });
  });
  return stretches;
}

/** Return years to be named: the first, the last and round ones, `most` or fewer. */
export function yearTicks(years, most) {
  const [first, last] = [years[0], years.at(-1)];
  const steps = [1, 2, 5, 10, 20, 25, 50];
  const step = steps.find((each) => (last - first) / each <= most - 1) ?? 100;
  const round = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (year) => year % step === 0 && Math.min(year - first, last - year) * 2 > step,
  );
  return [...new Set([first, ...round, last])];
}
