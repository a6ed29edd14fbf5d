/**
 * What is pasted from Word, LibreOffice or a web page: its structure is kept, and what a
 * section does not hold is left out and told.
 */

const HEADINGS = { H1: 'H4', H2: 'H5', H3: 'H5', H6: 'H5' };
// How Word and LibreOffice call the texts of footnotes and endnotes.
const NOTE = /^(?:sd)?(?:ftn|edn|footnote|endnote)\d+$/;
const MARK = /^[(]?(?:\d+|[a-z]|[ivxlc]+)[.)]/i;
const LEVEL = /mso-list:\s*l\d+\s+level(\d)/;
const PLAIN =
  /^(?:|auto|black|white|inherit|initial|transparent|windowtext|none|#0{3,6}|#f{3,6}|rgb\(0, ?0, ?0\)|rgb\(255, ?255, ?255\))$/;
const BOLD = /^(?:bold|bolder|[6-9]00)$/;

/** What is taken out, by the key of its word. */
const LEFT_OUT = {
  pictures: 'img',
  drawings: 'svg, canvas, v\\:shape, v\\:group, w\\:drawing',
  deleted: 'del, .msoDel',
  comments:
    '[data-style*="mso-element:comment-list"], .MsoCommentReference, .msocomanchor',
  embedded: 'iframe, object, embed, video, audio, form, input, select, button',
};
// A comment is its mark in the text and its words below it.
const COUNTED = { comments: '.msocomtxt' };
const NOT_TOLD = 'script, style, meta, link, title, xml, o\\:p:empty';

/** Return the HTML to paste and {key: count} of what is left out; 0 is not counted. */
export function pasted(html) {
  const { body } = new DOMParser().parseFromString(unstyled(html), 'text/html');
  for (const node of body.querySelectorAll(NOT_TOLD)) node.remove();
  const left = takeOut(body);
  readStyles(body);
  takeNotes(body);
  for (const node of body.querySelectorAll('h1, h2, h3, h6')) renameHeading(node);
  gatherLists(body);
  return { html: body.innerHTML, left };
}

/** Return one line that says what was left out; `words` are labels by key. */
export function told(left, words) {
  const parts = Object.entries(left).map(([key, count]) =>
    count ? `${words[key]} (${count})` : words[key],
  );
  return parts.length ? `${words.leftOut} ${parts.join(', ')}.` : '';
}

/** Set styles aside as data: the page's policy has browsers report each they parse. */
function unstyled(html) {
  return html
    .replace(/<style\b[\s\S]*?<\/style>/gi, '')
    .replace(/(<[^>]+?\s)style(\s*=)/gi, '$1data-style$2');
}

function takeOut(body) {
  const left = {};
  for (const [key, selector] of Object.entries(LEFT_OUT)) {
    const nodes = body.querySelectorAll(selector);
    if (nodes.length)
      left[key] = body.querySelectorAll(COUNTED[key] ?? selector).length;
    for (const node of nodes) node.remove();
  }
  const formed = [...body.querySelectorAll('[data-style], font[color], mark')];
  if (formed.some(isColoured)) left.colours = 0;
  if (body.querySelector('u, s, strike, [data-style*="underline"]')) left.lines = 0;
  return left;
}

function isColoured(node) {
  if (node.matches('mark, font[color]')) return true;
  const names = ['color', 'background', 'background-color', 'mso-highlight'];
  return names.some((name) => !PLAIN.test(styled(node, name)));
}

/** Return what a style says that was set aside. */
function styled(node, name) {
  const pairs = (node.dataset.style ?? '').split(';');
  const own = pairs.map((pair) => pair.split(':')).find(([key]) => is(key, name));
  return own ? own.slice(1).join(':').trim().toLowerCase() : '';
}

function is(key, name) {
  return key.trim().toLowerCase() === name;
}

/** Write the weight and slant that stand in styles as elements, and the other way. */
function readStyles(body) {
  for (const node of body.querySelectorAll('b[data-style], i[data-style]')) {
    const isPlain = [styled(node, 'font-weight'), styled(node, 'font-style')];
    if (isPlain.includes('normal')) node.replaceWith(...node.childNodes);
  }
  for (const node of body.querySelectorAll('span[data-style]')) {
    if (BOLD.test(styled(node, 'font-weight'))) wrap(node, 'strong');
    if (styled(node, 'font-style') === 'italic') wrap(node, 'em');
  }
}

function wrap(node, tag) {
  const outer = document.createElement(tag);
  outer.append(...node.childNodes);
  node.append(outer);
}

/** Put the text of each footnote where its number stands. */
function takeNotes(body) {
  const notes = [...body.querySelectorAll('div[id]')].filter(({ id }) => NOTE.test(id));
  for (const note of notes) {
    const isOf = (link) =>
      [`#_${note.id}`, `#${note.id}sym`].includes(link.getAttribute('href'));
    const number = [...body.querySelectorAll('a[href]')].find(isOf);
    if (!number) continue;
    for (const back of note.querySelectorAll('a[name], a[id]')) back.remove();
    const cite = document.createElement('cite');
    cite.textContent = wordsOf(note);
    const raised = number.closest('sup');
    (raised && wordsOf(raised) === wordsOf(number) ? raised : number).replaceWith(cite);
    note.remove();
  }
  for (const list of body.querySelectorAll(
    '[data-style*="mso-element:footnote-list"]',
  )) {
    if (!wordsOf(list)) list.remove();
  }
}

function renameHeading(node) {
  const heading = document.createElement(HEADINGS[node.tagName]);
  heading.append(...node.childNodes);
  node.replaceWith(heading);
}

/** Word writes the items of a list as paragraphs with a bullet or a number. */
function gatherLists(body) {
  let lists = [];
  let last = null;
  for (const node of body.querySelectorAll('p[data-style*="mso-list"]')) {
    const level = Number(LEVEL.exec(node.dataset.style)?.[1] ?? 1);
    if (!last || node.previousElementSibling !== last) lists = [];
    lists.length = Math.min(lists.length, level);
    const tag = takeMark(node) ? 'ol' : 'ul';
    if (lists.length < level || lists.at(-1).localName !== tag)
      lists = opened(lists, level, tag, node);
    const item = document.createElement('li');
    item.append(...node.childNodes);
    lists.at(-1).append(item);
    last = lists[0];
    node.remove();
  }
}

/** Return the lists that are open once one of `tag` is at `level`. */
function opened(lists, level, tag, node) {
  const above = lists.slice(0, level - 1);
  const list = document.createElement(tag);
  const parent = above.at(-1)?.lastElementChild;
  if (parent) parent.append(list);
  else node.before(list);
  return parent ? [...above, list] : [list];
}

/** Take the bullet or number away, and say whether it is a number. */
function takeMark(node) {
  const mark = node.querySelector(
    '[data-style*="mso-list:Ignore"], [data-style*="mso-list: Ignore"]',
  );
  const words = mark?.textContent.trim() ?? '';
  mark?.remove();
  return MARK.test(words);
}

function wordsOf(node) {
  return node.textContent.replace(/\s+/g, ' ').trim();
}
