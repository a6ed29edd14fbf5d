/** The state of the view in the address: ?layer=&…&country=&view=&at= */

function keysOf(layers) {
  const own = [...layers.values()].flatMap(({ keys }) => keys);
  return ['layer', ...own, 'country', 'view', 'at'];
}

/** Return what the address asks for; a key it lacks is an empty text. */
export function readState(search, layers) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(keysOf(layers).map((key) => [key, query.get(key) ?? '']));
}

/** Return the query of a state without what the opening view has anyway. */
export function writeState(state, opening, layers) {
  const query = new URLSearchParams();
  const subject = subjectOf(layers.get(state.layer));
  for (const key of keysOf(layers)) {
    if (state[key] && (key === subject || state[key] !== opening[key])) {
      query.set(key, state[key]);
    }
  }
  for (const layer of layers.values()) {
    if (layer.key !== state.layer) for (const key of layer.keys) query.delete(key);
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** The key that says what a layer shows; it stands in the address in any case. */
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
