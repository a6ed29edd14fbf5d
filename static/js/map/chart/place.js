/** Labels one below the other, each as near to its own height as the others allow. */

/**
 * Return the heights of labels that want to stand at `wanted`, in their order: at least
 * `gap` apart and between `top` and `bottom`, as far as there is room for all.
 */
export function spread(wanted, gap, top, bottom) {
  const order = wanted.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at);
  const places = [];
  for (const { at } of order)
    places.push(Math.max(at, top, (places.at(-1) ?? -1e9) + gap));
  for (let i = places.length - 1, limit = bottom; i >= 0; i -= 1, limit -= gap)
    places[i] = Math.min(places[i], limit);
  const found = [];
  order.forEach(({ i }, place) => {
    found[i] = places[place];
  });
  return found;
}

/** Return a text as it fits into a width, with an ellipsis where it was cut. */
export function fitted(text, width, measure) {
  if (measure(text) <= width) return text;
  let end = text.length - 1;
  while (end > 1 && measure(`${text.slice(0, end).trimEnd()}…`) > width) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** Return a text as lines that fit into a width; a word longer than that stays whole. */
export function wrapped(text, width, measure) {
  const lines = [];
  for (const word of text.split(' ')) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
