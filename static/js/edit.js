/** The editor of a section: the text area stays its form, and its way out. */
import { Editor } from '@tiptap/core';
import { Commented, followCaret, wireComments } from './edit/comments.js';
import { followPairs, renewPairs } from './edit/pairs.js';
import { pasted, told } from './edit/pasted.js';
import { wirePresence } from './edit/presence.js';
import { wireSaving } from './edit/saving.js';
import { extensions } from './edit/schema.js';
import { wireTools } from './edit/tools.js';
import { caretIn, isWhole, prepared, tidied } from './edit/written.js';

const part = (name) => document.querySelector(`[data-edit="${name}"]`);
const form = part('form');
const contents = part('contents');
const presence = wirePresence(part('here'));
const WIDE = matchMedia('(width >= 1200px)');

if (WIDE.matches) contents.open = true;
if (form) begin();

function begin() {
  const { labels, words, limit } = JSON.parse(
    document.querySelector('#edit-config').textContent,
  );
  const area = form.elements.body;
  const mount = document.createElement('div');
  area.before(mount);
  const editor = new Editor({
    element: mount,
    extensions: [...extensions(labels), Commented],
    content: prepared(area.value),
    injectCSS: false,
    editorProps: {
      ...pasting(words),
      attributes: {
        class: 'edit-form__rich prose',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': area.labels[0].textContent,
        lang: area.lang,
      },
    },
  });
  wireComments({ say, words, onChange: () => redraw(editor) });
  const save = (field) => wireSaving(form, field, { say, words, limit, presence });
  const written = () => (editor.isEmpty ? '' : tidied(editor.getHTML()));
  if (!isWhole(area.value, written())) {
    editor.destroy();
    mount.remove();
    save(plainField(area));
    say(words.plain);
    return;
  }
  area.hidden = true;
  wireTools(part('tools'), editor, { link: part('link'), words: part('words') });
  wireFigures(editor);
  followCaret(editor);
  followPairs(editor);
  save(richField(editor, area, written));
}

/** Keep the structure of what is pasted or dropped, and say what is left out. */
function pasting(words) {
  const tell = (left) => {
    part('pasted').textContent = told(left, words);
  };
  const refuseFiles = (event, { files, types }) => {
    if (!files.length || types.includes('text/html')) return false;
    event.preventDefault();
    tell({ files: files.length });
    return true;
  };
  return {
    transformPastedHTML(html) {
      const taken = pasted(html);
      tell(taken.left);
      return prepared(taken.html);
    },
    handlePaste: (_view, event) => refuseFiles(event, event.clipboardData),
    handleDrop: (_view, event) => refuseFiles(event, event.dataTransfer),
  };
}

/** Return the text in the editor as `wireSaving` asks for it. */
function richField(editor, area, written) {
  return {
    read: written,
    fill: () => {
      area.value = written();
    },
    take(body) {
      rename(editor, body);
      renewPairs(editor, form.action);
    },
    onChange: (then) => editor.on('update', then),
  };
}

/** Return a text that stays in its field; the caret stays at its words. */
function plainField(area) {
  return {
    read: () => area.value,
    fill: () => {},
    take(body, sent) {
      renewPairs(null, form.action);
      // The names are in the text itself: not where more was typed meanwhile.
      if (area.value !== sent) return;
      const [start, end] = [area.selectionStart, area.selectionEnd].map((caret) =>
        caretIn(body, sent, caret),
      );
      area.value = body;
      area.setSelectionRange(start, end);
    },
    onChange: (then) => area.addEventListener('input', then),
  };
}

function wireFigures(editor) {
  for (const button of document.querySelectorAll('[data-insert-figure]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const attrs = { 'data-figure': button.dataset.insertFigure };
      editor.chain().focus().insertContent({ type: 'storedFigure', attrs }).run();
    });
  }
}

/** Take over the names that the server gave, block by block, as no change of its own. */
function rename(editor, body) {
  const blocks = [...new DOMParser().parseFromString(body, 'text/html').body.children];
  const { doc, tr } = editor.state;
  const filled = [];
  doc.forEach((node, offset) => {
    if (node.textContent.trim() || !node.isTextblock || node.childCount)
      filled.push([node, offset]);
  });
  if (filled.length !== blocks.length) return;
  for (const [i, [node, offset]] of filled.entries()) {
    const name = blocks[i].dataset.p;
    if (name && node.attrs['data-p'] !== name)
      tr.setNodeAttribute(offset, 'data-p', name);
  }
  redraw(editor, tr);
}

/** Show a change that is none of the writer's: names, marks of comments. */
function redraw(editor, tr = editor.state.tr) {
  if (editor.isDestroyed) return;
  editor.view.dispatch(
    tr.setMeta('addToHistory', false).setMeta('preventUpdate', true),
  );
}

function say(words) {
  part('saved').textContent = words;
}
