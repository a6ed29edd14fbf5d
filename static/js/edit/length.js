/** How long a text is, as the server counts it, and what to say of one too long. */

const PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
const LINE_ENDS = /\r\n|\r|\n/g;

/** Return the characters of a text: a form sends each end of a line as two. */
export function lengthOf(text) {
  const ends = text.match(LINE_ENDS) ?? [];
  const pairs = text.match(PAIRS) ?? [];
  return text.length - ends.join('').length + 2 * ends.length - pairs.length;
}

/** Return the words for a text that is longer than the limit; nothing for others. */
export function excess(text, { most, words }) {
  const held = lengthOf(text);
  return held > most ? words.replace('{held}', held) : '';
}
