/** Figures of an indicator, all years at once, asked for once. */
import { load } from '../load.js';

/**
 * Return {figures, catalogue}: promises of the JSON at these addresses, the first by
 * series key.
 */
export function createStore({ figures, catalogue }) {
  return { figures: remember(figures), catalogue: remember(catalogue) };
}

function remember(pattern) {
  const asked = new Map();
  return (key = '') => {
    if (!asked.has(key)) {
      const answer = load(pattern.replace('KEY', encodeURIComponent(key)));
      answer.catch(() => asked.delete(key));
      asked.set(key, answer);
    }
    return asked.get(key);
  };
}
