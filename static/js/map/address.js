/** The state of the view in the address: ?layer=&…&country=&view=&at= */

function keysOf(layers) {
  const own = [...layers.values()].flatMap(({ keys }) => keys);
  return ['layer', ...new Set(own), 'country', 'view', 'at'];
}

/** Return what the address asks for; a key it lacks is an empty text. */
export function readState(search, layers) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(keysOf(layers).map((key) => [key, query.get(key) ?? '']));
}

/**
 * Return the query of a state: what the layer shows stands in it whole, the rest only
 * where the opening view has it otherwise.
 */
export function writeState(state, opening, layers) {
  const query = new URLSearchParams();
  const own = layers.get(state.layer)?.keys ?? [];
  const differs = (key) => state[key] !== opening[key];
  for (const key of ['layer', ...own, 'country', 'view', 'at']) {
    if (state[key] && (own.includes(key) || differs(key))) query.set(key, state[key]);
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** The key that says what a layer shows. */
export function subjectOf(layer) {
  return layer?.keys[0];
}

/** Let the links to other languages lead to the view of this moment. */
export function carryView(links) {
  for (const link of links) link.search = location.search;
}

/** Say whether going from one state to the other is worth a step back. */
export function isStep(before, after, layers) {
  const subjects = [...layers.values()].map(subjectOf).filter(Boolean);
  return ['layer', ...subjects, 'country', 'view'].some(
    (key) => before[key] !== after[key],
  );
}
