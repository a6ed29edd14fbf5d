/** The editor of a section: the text area stays its form, and its way out. */
import { Editor } from '@tiptap/core';
import { Commented, followCaret, wireComments } from './edit/comments.js';
import { createKeeper, hindrance, send } from './edit/keeper.js';
import { excess } from './edit/length.js';
import { endMerge, wireMerge } from './edit/merge.js';
import { pasted, told } from './edit/pasted.js';
import { wirePresence } from './edit/presence.js';
import { extensions } from './edit/schema.js';
import { wireTools } from './edit/tools.js';
import { isWhole, prepared, tidied } from './edit/written.js';

const part = (name) => document.querySelector(`[data-edit="${name}"]`);
const form = part('form');
const contents = part('contents');
const presence = wirePresence(part('here'));
const CONFLICT = 409;
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
  const written = () => (editor.isEmpty ? '' : tidied(editor.getHTML()));
  if (!isWhole(area.value, written())) {
    editor.destroy();
    mount.remove();
    wirePlain(area);
    say(words.plain);
    return;
  }
  area.hidden = true;
  wireTools(part('tools'), editor, { link: part('link'), words: part('words') });
  wireFigures(editor);
  followCaret(editor);
  wireSaving(editor, area, written, { words, limit });
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

/** Watch a text that stays in its field. */
function wirePlain(area) {
  const refreshMerge = wireMerge(() => area.value);
  area.addEventListener('input', () => {
    refreshMerge();
    presence.typed();
  });
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

function wireSaving(editor, area, written, { words, limit }) {
  // A text that the server refused stands in the field and is nowhere else.
  let kept = form.dataset.unsaved ? null : written();
  const isChanged = () => written() !== kept;

  const keeper = createKeeper(form, { written, say, words, limit });
  const refreshMerge = wireMerge(written, () => {
    keeper.stop();
    kept = written();
  });
  editor.on('update', () => {
    say(words.unsaved);
    keeper.later();
    refreshMerge();
    presence.typed();
  });
  addEventListener('pagehide', () => isChanged() && keeper.leave());
  if (isChanged()) keeper.later();
  form.addEventListener('submit', async (event) => {
    area.value = written();
    event.preventDefault();
    if (event.submitter?.hasAttribute('formaction'))
      await suggest(event.submitter.formAction);
    else await save();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('[type="submit"]'));
    }
  });
  addEventListener('beforeunload', (event) => {
    if (!isChanged()) return;
    event.preventDefault();
    // While the browser asks, the words are on their way.
    keeper.now();
  });

  /** Take over what the server kept of what was sent. */
  function accept(told, sent) {
    endMerge(form);
    form.elements.version.value = told.version;
    const isAll = written() === sent;
    rename(editor, told.body);
    // The names are no change of the writer's; words typed meanwhile are.
    kept = isAll ? written() : sent;
    if (isAll) presence.saved();
    say(told.words);
    if (told.body) part('progress')?.removeAttribute('hidden');
    form.elements.is_minor.checked = false;
  }

  /** Lay the text before the editors; the page of the suggestion says what is next. */
  async function suggest(address) {
    keeper.stop();
    const told = await ask(address);
    if (!told?.isTaken) return;
    kept = written();
    location.assign(told.address);
  }

  async function save() {
    const sent = area.value;
    keeper.stop();
    const told = await ask(form.action);
    if (!told) return;
    if (told.status === CONFLICT) {
      // The page shows both texts; what is typed goes with it.
      keeper.stop();
      kept = written();
      form.submit();
    } else if (told.isTaken) accept(told, sent);
  }

  /** Send the text and return what the server says; null where it cannot be reached. */
  async function ask(address) {
    const tooLong = excess(area.value, limit);
    if (tooLong) {
      say(tooLong);
      return null;
    }
    const answer = await send(form, address);
    const hindered = hindrance(answer, words);
    const told = hindered ? {} : await answer.json().catch(() => ({}));
    if (!answer?.ok || hindered) {
      say(hindered || (told.words ?? words.refused));
      // What could not be saved is kept meanwhile.
      keeper.later();
    }
    if (hindered) return null;
    return { ...told, isTaken: answer.ok, status: answer.status };
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
