/** Comments beside the text: sent from where one is, about where the caret stands. */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { blockOfCaret } from './caret.js';
import { send } from './keeper.js';

const PART = '[data-edit="comments"]';
const LABEL = 60;
const AS_PAGE = { headers: { Accept: 'text/html' } };

const section = () => document.querySelector(PART);

/** Send comments without leaving the page: what is typed in the text stays there. */
export function wireComments({ say, words, onChange }) {
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.closest(PART)) return;
    event.preventDefault();
    event.submitter.disabled = true;
    const answer = await send(form, form.action, {}, AS_PAGE);
    if (answer && replaceSection(await answer.text())) {
      onChange();
      return;
    }
    event.submitter.disabled = false;
    if (!answer) say(words.offline);
    else say(answer.redirected ? words.signedOut : words.refused);
  });
}

/** Take the comments out of a page that was answered; false where it has none. */
function replaceSection(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const fresh = page.querySelector(PART);
  if (!fresh) return false;
  section().replaceWith(fresh);
  (fresh.querySelector('.error-summary') ?? fresh.querySelector('h2')).focus();
  return true;
}

/** Choose the paragraph of the caret; one that was saved just now is offered as well. */
export function followCaret(editor) {
  editor.on('selectionUpdate', () => {
    const { paragraph, body } = section().querySelector('.comments__new form').elements;
    // What is being typed stays about the passage that it was begun on.
    if (body.value) return;
    const { block } = blockOfCaret(editor);
    const name = block?.attrs['data-p'] ?? '';
    if (![...paragraph.options].some(({ value }) => value === name))
      paragraph.add(new Option(block.textContent.slice(0, LABEL), name));
    paragraph.value = name;
  });
}

/** Mark the paragraphs that open comments speak of. */
export const Commented = Extension.create({
  name: 'commented',
  addProseMirrorPlugins: () => [new Plugin({ props: { decorations } })],
});

function decorations({ doc }) {
  const threads = section().querySelectorAll('[data-paragraph]');
  const names = new Set([...threads].map(({ dataset }) => dataset.paragraph));
  const marks = [];
  doc.forEach((node, offset) => {
    const name = node.attrs['data-p'];
    const end = offset + node.nodeSize;
    if (name && names.has(name))
      marks.push(Decoration.node(offset, end, { class: 'edit-commented' }));
  });
  return DecorationSet.create(doc, marks);
}
