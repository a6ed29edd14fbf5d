/** What the reader has chosen, mended where the address asks for what is not there. */
import { isStep, readState, writeState } from './address.js';

// Latitude, longitude and zoom, where the reader has moved the map.
const PLACE = /^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?,\d(\.\d+)?$/;

/** Return {now, go, listen}; `known` tells which keys, periods and countries there are. */
export function createState(opening, known, onChange) {
  let state = mend(readState(location.search), opening, known);
  history.replaceState(null, '', addressOf(state));

  function go(changes) {
    const before = state;
    state = mend({ ...state, ...changes }, opening, known);
    if (isStep(before, state)) history.pushState(null, '', addressOf(state));
    else history.replaceState(null, '', addressOf(state));
    onChange(state, before);
  }

  function addressOf(shown) {
    return location.pathname + writeState(shown, opening);
  }

  addEventListener('popstate', () => {
    const before = state;
    state = mend(readState(location.search), opening, known);
    onChange(state, before);
  });
  return { now: () => state, go };
}

/** Return a state in which everything exists; the nearest period stands for a wrong one. */
export function mend(asked, opening, { layers, catalogue, codes }) {
  const indicator = catalogue[asked.indicator] ? asked.indicator : opening.indicator;
  const wanted = asked.layer || (asked.indicator ? 'indicator' : '');
  const layer = layers.includes(wanted) ? wanted : opening.layer;
  return {
    layer,
    indicator,
    year: nearestPeriod(catalogue[indicator]?.periods ?? [], asked.year),
    country: codes.includes(asked.country) ? asked.country : '',
    view: asked.view === 'table' ? 'table' : 'map',
    at: PLACE.test(asked.at) ? asked.at : '',
  };
}

/** Return the period itself, the nearest one, or the last when none is asked for. */
export function nearestPeriod(periods, asked) {
  if (periods.includes(asked)) return asked;
  const year = Number.parseInt(asked, 10);
  if (Number.isNaN(year)) return periods.at(-1) ?? '';
  const distance = (period) => Math.abs(Number.parseInt(period, 10) - year);
  return periods.reduce(
    (best, each) => (distance(each) < distance(best) ? each : best),
    periods[0] ?? '',
  );
}
