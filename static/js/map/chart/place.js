/** Labels one below the other, each as near to its own height as the others allow. */

/**
 * Return the heights of labels that want to stand at `wanted`, in their order: at least
 * `gap` apart and between `top` and `bottom`, as far as there is room for all.
 */
export function spread(wanted, gap, top, bottom) {
  const order = wanted.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at);
  // Less the labels above it, a label may not stand higher than the one before.
  const starts = risen(order.map(({ at }, place) => at - place * gap));
  const last = Math.max(top, bottom - (order.length - 1) * gap);
  const found = [];
  order.forEach(({ i }, place) => {
    found[i] = Math.min(Math.max(starts[place], top), last) + place * gap;
  });
  return found;
}

/** Return numbers near to these that never fall: neighbours that do share their mean. */
function risen(numbers) {
  const blocks = [];
  for (const number of numbers) {
    blocks.push({ sum: number, count: 1 });
    while (blocks.length > 1 && meanOf(blocks.at(-2)) > meanOf(blocks.at(-1))) {
      const { sum, count } = blocks.pop();
      blocks.at(-1).sum += sum;
      blocks.at(-1).count += count;
    }
  }
  return blocks.flatMap((block) => Array(block.count).fill(meanOf(block)));
}

function meanOf({ sum, count }) {
  return sum / count;
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
