/** The other languages beside the text: their paragraph of the caret is marked. */
import { blockOfCaret } from './caret.js';

const PART = '[data-edit="others"]';
const BOX = '.edit__other';
const AS_PAGE = { headers: { Accept: 'text/html' } };

const part = () => document.querySelector(PART);

/** Mark what pairs with the paragraph of the caret, level with it where there is room. */
export function followPairs(editor) {
  if (!part()) return;
  for (const event of ['focus', 'selectionUpdate'])
    editor.on(event, () => mark(editor));
}

/** Pair anew after a save: paragraphs may have come, gone or been split. */
export async function renewPairs(editor, address) {
  if (!part()) return;
  const answer = await fetch(address, AS_PAGE).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector(PART);
  if (!fresh || editor?.isDestroyed) return;
  const places = boxes().map(({ scrollTop }) => scrollTop);
  part().replaceWith(fresh);
  for (const [i, box] of boxes().entries()) box.scrollTop = places[i] ?? 0;
  if (editor) mark(editor);
}

const boxes = () => [...part().querySelectorAll(BOX)];

function mark(editor) {
  const { block, at } = blockOfCaret(editor);
  const name = block?.attrs['data-p'];
  for (const pair of part().querySelectorAll('[aria-current]'))
    pair.removeAttribute('aria-current');
  if (!name) return;
  const found = [...part().querySelectorAll(`[data-pair="${name}"]`)];
  for (const pair of found) pair.setAttribute('aria-current', 'true');
  // The page follows the caret first.
  requestAnimationFrame(() => {
    const own = editor.isDestroyed ? null : editor.view.nodeDOM(at);
    const top = own?.getBoundingClientRect?.().top;
    if (top !== undefined) for (const pair of found) level(pair, top);
  });
}

/** Scroll the other text alone, until its paragraph is beside the own one and in view. */
function level(pair, wanted) {
  const box = pair.closest(BOX);
  if (!box?.isConnected) return;
  const frame = box.getBoundingClientRect();
  const { top, height } = pair.getBoundingClientRect();
  const bottom = Math.min(frame.bottom, innerHeight) - height;
  box.scrollTop += top - Math.max(frame.top, Math.min(wanted, bottom));
}
