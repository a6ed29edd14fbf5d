/**
 * What the outlines say about borders. Every entry is explained in docs/outlines.md;
 * tests/reference/test_outlines.py asks the built file.
 */

/** Shapes of the source that are part of another country here. */
export const PART_OF = {
  CYN: 'CYP',
  SOL: 'SOM',
  GOLAN: 'SYR',
  ALA: 'FIN',
  ATC: 'AUS',
  IOA: 'AUS',
};

/** Drawn as land only: no code, no name, nothing to point at. */
export const LAND_ONLY = new Set(['KAS', 'TWN', 'HKG', 'MAC']);

/** Not drawn: it would fill the foot of a Web Mercator map. */
export const LEFT_OUT = new Set(['ATA']);

/**
 * The line of 4 June 1967 between Israel and the Golan, north to south, [lon, lat].
 * Both ends are snapped to the nearest corner of the source's outline, so that the
 * neighbours keep their common borders. Accurate to about 1 km, which is less than
 * half a pixel at the deepest zoom of the map.
 */
export const GOLAN_LINE = {
  of: 'ISR',
  cutOff: 'GOLAN',
  inside: [35.8, 33.0],
  line: [
    [35.627, 33.275],
    [35.668, 33.248],
    [35.655, 33.19],
    [35.655, 33.12],
    [35.64, 33.05],
    [35.632, 33.0],
    [35.625, 32.93],
    [35.622, 32.885],
    [35.648, 32.83],
    [35.655, 32.78],
    [35.64, 32.72],
    [35.611, 32.682],
  ],
};

/** These keep every corner: they are too small, or too disputed, to be simplified. */
export const UNTOUCHED = new Set([
  'AND',
  'GOLAN',
  'LIE',
  'LUX',
  'MCO',
  'MLT',
  'PSE',
  'SMR',
  'XKX',
]);
