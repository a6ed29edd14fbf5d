/** Figures of an indicator, all years at once, asked for once. */
import { load } from '../load.js';

/** Return {figures, exact}: promises of the JSON at these addresses, by series key. */
export function createStore(addresses) {
  return { figures: remember(addresses.figures), exact: remember(addresses.exact) };
}

function remember(pattern) {
  const asked = new Map();
  return (key) => {
    if (!asked.has(key)) {
      const answer = load(pattern.replace('KEY', encodeURIComponent(key)));
      answer.catch(() => asked.delete(key));
      asked.set(key, answer);
    }
    return asked.get(key);
  };
}
