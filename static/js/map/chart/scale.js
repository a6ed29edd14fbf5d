/** Round limits of an axis, and where a value stands between them. No DOM here. */

const STEPS = [1, 2, 2.5, 5, 10];
const MOST = 5;

/** Return round ticks from below the lowest to above the highest value, zero included. */
export function ticksOf(values) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = stepOf((high - low || 1) / MOST);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) =>
    rounded((first + i) * step),
  );
}

/** Return how many decimals the labels of these ticks need. */
export function decimalsOf(ticks) {
  return Math.max(...ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0));
}

/** Return a function from one range to another. */
export function linear([low, high], [start, end]) {
  const span = high - low || 1;
  return (value) => start + ((value - low) / span) * (end - start);
}

function stepOf(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  const fits = STEPS.find((step) => step * power >= rough * 0.9999);
  return fits * power;
}

function rounded(value) {
  return Number(value.toPrecision(12));
}
