/** Sizes of circles whose areas are in proportion to figures; no DOM here. */

const LEAST = 1.5;
export const WIDEST = 32;
const NARROWEST = 16;

/** Return the radius in px of the largest circle on a map of this width. */
export function largestOn(width) {
  return Math.max(NARROWEST, Math.min(WIDEST, width * 0.024));
}

/** Return the radius in px of a value; a figure that is not zero can always be seen. */
export function radiusOf(value, most, largest) {
  if (!value) return 0;
  return Math.max(LEAST, largest * Math.sqrt(Math.abs(value) / most));
}

/** Return three round numbers for the legend, largest first: 50, 10, 1 of a scale to 50. */
export function steps(most) {
  return [1, 5, 40].map((part) => roundDown(most / part)).filter((step) => step > 0);
}

function roundDown(value) {
  if (value < 1) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return [5, 2, 1].find((digit) => digit * power <= value) * power;
}
