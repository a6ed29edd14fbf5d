/** Labels of an axis, as short as the ticks allow. */
import { figureWriter } from '../format.js';
import { decimalsOf } from './scale.js';

const LARGE = 1_000_000;

/** Return a function (tick, ticks) -> words. */
export function tickWriter(language, entry, scales) {
  return (tick, ticks) => {
    const isLarge = ticks.some((each) => Math.abs(each) >= LARGE);
    const decimals = decimalsOf(ticks);
    // The unit stands above the chart; only a per cent sign is as short as a number.
    const pattern = entry.pattern.includes('%') ? entry.pattern : '{}';
    const as = { ...entry, pattern, decimals, isMoney: isLarge };
    return figureWriter(language, as, scales)(tick);
  };
}
