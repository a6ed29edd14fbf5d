/** Figures of an indicator, all years at once, asked for once. */

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

export async function load(address) {
  const response = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.json();
}
