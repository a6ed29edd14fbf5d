/** A table as it is copied: in Word a plain table, in Excel figures that can be summed. */

const MINUS = /\u2212/g;
const NUMBER = /^[-+]?\d[\d.,\u00a0\u202f]*$/;

/** Return a table without styles, links, buttons and drawings. */
export function asHtml(table) {
  const caption = table.caption
    ? `<caption>${escaped(wordsOf(table.caption))}</caption>`
    : '';
  const [head, ...rows] = rowsOf(table);
  const line = (cells, tag) =>
    `<tr>${cells.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((cells) => line(cells, 'td')).join('');
  return `<table>${caption}<thead>${line(head, 'th')}</thead><tbody>${body}</tbody></table>`;
}

/** Return lines of cells with tabs between them; numbers are not parted in threes. */
export function asText(table, language) {
  const parts = new Intl.NumberFormat(language).formatToParts(1_234_567);
  const { value: group } = parts.find(({ type }) => type === 'group');
  const bare = (text) => (NUMBER.test(text) ? text.split(group).join('') : text);
  return rowsOf(table)
    .map((cells) => cells.map(bare).join('\t'))
    .join('\n');
}

function rowsOf(table) {
  return [...table.rows].map((row) =>
    [...row.cells].filter((cell) => !cell.matches('[data-drawn]')).map(wordsOf),
  );
}

/** Signs that programs do not read as part of a number are written as those they read. */
function wordsOf(node) {
  return node.textContent
    .replace(MINUS, '-')
    .replace(/[ \n]+/g, ' ')
    .trim();
}

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
