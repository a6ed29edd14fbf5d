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
export const LAND_ONLY = new Set(['KAS', 'TWN', 'HKG', 'MAC', 'FRO']);

/**
 * The departments of France overseas: the United Nations' figures of France are of
 * metropolitan France, so that its colour must not lie on them.
 */
export const OVERSEAS = {
  of: 'FRA',
  cutOff: 'FRO',
  isOverseas: ([x, y]) => x < -30 || y < 0,
};

/**
 * Corners that the source, drawn for 1:50 million, has on the wrong side of a town:
 * [from, to] as [lon, lat]. Neighbours share their corners, and so the move.
 */
export const MOVED_CORNERS = [
  // The river at Narva, which is in Estonia; Ivangorod opposite is in Russia.
  [
    [28.1511, 59.3744],
    [28.212, 59.376],
  ],
  // North-west of Pechory, which is in Russia.
  [
    [27.542, 57.7994],
    [27.52, 57.83],
  ],
  // The line of 1949 in Jerusalem: the western part is not in Palestine*.
  [
    [35.1981, 31.7764],
    [35.226, 31.778],
  ],
  [
    [35.2035, 31.75],
    [35.22, 31.748],
  ],
  // Ceuta carries no code, and is smaller than the scale of the outlines.
  [
    [-5.2778, 35.9026],
    [-5.36, 35.9],
  ],
];

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
    [35.603, 33.241],
    [35.64, 33.247],
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

/** As finely drawn in the overview: its coast must not close over Ceuta and Melilla. */
export const AS_FINE = new Set(['MAR']);
