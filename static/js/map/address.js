/** The state of the view in the address: ?layer=&indicator=&year=&country=&view=&at= */

const KEYS = ['layer', 'indicator', 'year', 'country', 'view', 'at'];

/** Return what the address asks for; a key it lacks is an empty text. */
export function readState(search) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(KEYS.map((key) => [key, query.get(key) ?? '']));
}

/** Return the query of a state without what the opening view has anyway. */
export function writeState(state, opening) {
  const query = new URLSearchParams();
  for (const key of KEYS) {
    if (state[key] && (key === 'indicator' || state[key] !== opening[key])) {
      query.set(key, state[key]);
    }
  }
  if (state.layer !== 'indicator') {
    query.delete('indicator');
    query.delete('year');
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** Let the links to other languages lead to the view of this moment. */
export function carryView(links) {
  for (const link of links) link.search = location.search;
}

/** Say whether going from one state to the other is worth a step back. */
export function isStep(before, after) {
  return ['layer', 'indicator', 'country', 'view'].some(
    (key) => before[key] !== after[key],
  );
}
