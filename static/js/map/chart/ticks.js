/** Labels of an axis: as short as the ticks allow, with the unit that belongs to them. */
import { figureWriter } from '../format.js';
import { decimalsOf } from './scale.js';

const LARGE = 1_000_000;

/** Return a function (tick, ticks) -> words. */
export function tickWriter(language, entry, scales) {
  return (tick, ticks) => {
    const isLarge = ticks.some((each) => Math.abs(each) >= LARGE);
    const decimals = decimalsOf(ticks);
    const as = { ...entry, decimals, isMoney: isLarge };
    return figureWriter(language, as, scales)(tick);
  };
}
