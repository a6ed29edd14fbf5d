/** From the editor's HTML to what is sent, and whether a text survives the editor. */

// Cells and items hold text; the editor puts a paragraph into each.
const WRAPPED = 'td > p:only-child, th > p:only-child, li > p:first-child';
const NAMES = / data-p="\w*"/g;
// What stands for something else, or holds other text: it may not move.
const PLACED = [
  'data',
  'cite',
  'figure',
  'a',
  'td',
  'th',
  'caption',
  'li',
  'sup',
  'sub',
  'abbr',
  'ul',
  'ol',
  'table',
  'blockquote',
  'h4',
  'h5',
];
// No reader ever sees what is typed in them; they count as one sign.
const LOOKED_UP = ['data', 'figure'];
const SIGN = '\uFFFC';

/** Return the HTML as the editor reads it: the caption of a table as its attribute. */
export function prepared(html) {
  const body = parsed(html);
  for (const caption of body.querySelectorAll('caption')) {
    caption.closest('table').dataset.caption = caption.textContent.trim();
    caption.remove();
  }
  return body.innerHTML;
}

/** Return the HTML as it is sent: without what only the editor needs. */
export function tidied(html) {
  const body = parsed(html);
  for (const table of body.querySelectorAll('table')) {
    gatherHead(table);
    restoreCaption(table);
  }
  for (const paragraph of body.querySelectorAll(WRAPPED)) {
    if (!paragraph.hasAttributes()) paragraph.replaceWith(...paragraph.childNodes);
  }
  for (const value of body.querySelectorAll('data, figure')) value.replaceChildren();
  for (const cell of body.querySelectorAll('[colspan="1"], [rowspan="1"]')) {
    if (cell.getAttribute('colspan') === '1') cell.removeAttribute('colspan');
    if (cell.getAttribute('rowspan') === '1') cell.removeAttribute('rowspan');
  }
  return body.innerHTML;
}

/** Rows at the top that are all headings are the head of their table. */
function gatherHead(table) {
  const rows = [...table.rows];
  const end = rows.findIndex(({ cells }) =>
    [...cells].some(({ tagName }) => tagName === 'TD'),
  );
  const head = end === -1 ? [] : rows.slice(0, end);
  if (head.length > 0) table.createTHead().append(...head);
}

function restoreCaption(table) {
  const { caption } = table.dataset;
  delete table.dataset.caption;
  if (caption) table.createCaption().textContent = caption;
}

/**
 * Say whether the editor kept everything of a text where it was: its words, and around
 * which of them each note, link, cell and list stands.
 */
export function isWhole(before, after) {
  return placesOf(parsed(before)) === placesOf(parsed(after));
}

/** Return where a caret stands once the names of paragraphs came to a text. */
export function caretIn(named, text, caret) {
  let place = text.slice(0, caret).replace(NAMES, '').length;
  for (const { 0: name, index } of named.matchAll(NAMES)) {
    if (index >= place) break;
    place += name.length;
  }
  return Math.min(place, named.length);
}

function parsed(html) {
  return new DOMParser().parseFromString(html, 'text/html').body;
}

/** Return the words of a text, and of each kind of element from which to which. */
function placesOf(body) {
  let words = '';
  const spans = Object.fromEntries(PLACED.map((tag) => [tag, []]));
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) words += node.data.replace(/\s+/g, '');
    const tag = node.localName;
    const span = [words.length];
    spans[tag]?.push(span);
    if (LOOKED_UP.includes(tag)) words += SIGN;
    else for (const child of node.childNodes) walk(child);
    span.push(words.length);
  };
  walk(body);
  return JSON.stringify([words, spans]);
}
