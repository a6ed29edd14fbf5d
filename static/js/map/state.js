/** What the reader has chosen, mended where the address asks for what is not there. */
import { isStep, readState, subjectOf, writeState } from './address.js';

// Latitude, longitude and zoom, where the reader has moved the map.
const PLACE = /^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?,\d(\.\d+)?$/;

/** Return {now, go}; `known` holds the layers by key and the codes there are. */
export function createState(opening, known, onChange) {
  const { layers } = known;
  const read = () => mend(readState(location.search, layers), opening, known);
  let state = read();
  history.replaceState(null, '', addressOf(state));

  function go(changes) {
    const before = state;
    state = mend({ ...state, ...changes }, opening, known);
    if (isStep(before, state, layers)) history.pushState(null, '', addressOf(state));
    else history.replaceState(null, '', addressOf(state));
    onChange(state, before);
  }

  function addressOf(target) {
    return location.pathname + writeState(target, opening, layers);
  }

  addEventListener('popstate', async () => {
    await known.ready?.(new URLSearchParams(location.search));
    const before = state;
    state = read();
    onChange(state, before);
  });
  return { now: () => state, go };
}

/**
 * Return a state in which everything exists. Layers may share a key, such as the year:
 * the one that is shown has the word on it, and without one it stays as it was asked for.
 */
export function mend(asked, opening, { layers, codes }) {
  const all = [...layers.values()];
  // A layer's own key in the address is enough to show it.
  const meant = all.find((layer) => asked[subjectOf(layer)])?.key;
  const wanted = asked.layer || meant;
  const shown = layers.get(wanted) ?? layers.get(opening.layer);
  const shared = sharedBy(all);
  const left = Object.fromEntries(shared.map((key) => [key, asked[key] ?? '']));
  return Object.assign(
    { layer: shown?.key ?? opening.layer },
    ...all.map((layer) => layer.mend(asked)),
    left,
    shown?.mend(asked),
    {
      country: codes.includes(asked.country) ? asked.country : '',
      view: viewOf(asked.view, shown),
      at: PLACE.test(asked.at) ? asked.at : '',
    },
  );
}

/** The table is there for every layer, the chart for some. */
function viewOf(asked, shown) {
  const isThere = asked === 'table' || (asked === 'chart' && shown?.hasChart);
  return isThere ? asked : 'map';
}

function sharedBy(layers) {
  const keys = layers.flatMap((layer) => layer.keys);
  return [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))];
}
