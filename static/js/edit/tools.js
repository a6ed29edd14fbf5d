/** The bar above the text: each button is a command, and says whether it is on. */

const COMMANDS = {
  bold: ['toggleBold', 'bold'],
  italic: ['toggleItalic', 'italic'],
  heading: ['toggleHeading', 'heading', { level: 4 }],
  subheading: ['toggleHeading', 'heading', { level: 5 }],
  list: ['toggleBulletList', 'bulletList'],
  numbers: ['toggleOrderedList', 'orderedList'],
  quote: ['toggleBlockquote', 'blockquote'],
  undo: ['undo'],
  redo: ['redo'],
};
const TABLE = { rows: 3, cols: 3, withHeaderRow: true };
const OF_TABLE = {
  'add-row': 'addRowAfter',
  'add-column': 'addColumnAfter',
  'delete-row': 'deleteRow',
  'delete-column': 'deleteColumn',
  'heading-row': 'toggleHeaderRow',
  join: 'mergeOrSplit',
  'delete-table': 'deleteTable',
};

/**
 * Wire the buttons of a bar to an editor; `dialogs` ask for the address of a link and for
 * words: those of a note, or the title of a table.
 */
export function wireTools(bar, editor, dialogs) {
  const buttons = [...bar.querySelectorAll('[data-command]')];
  bar.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-command]');
    if (button) run(editor, button, dialogs);
  });
  // The pointer leaves the cursor where it is in the text.
  bar.addEventListener('mousedown', (event) => event.preventDefault());
  bar.addEventListener('keydown', (event) => moveAlong(event, buttons));
  for (const [place, button] of buttons.entries()) button.tabIndex = place ? -1 : 0;
  const refresh = () => {
    for (const button of buttons) press(button, editor);
  };
  editor.on('transaction', refresh);
  refresh();
  bar.hidden = false;
}

function run(editor, button, { link, words }) {
  const { command, ask } = button.dataset;
  const chain = () => editor.chain().focus();
  if (command === 'link') askForLink(editor, link);
  else if (command === 'note') askForNote(editor, words, ask);
  else if (command === 'caption') askForCaption(editor, words, ask);
  else if (command === 'table') chain().insertTable(TABLE).run();
  else if (OF_TABLE[command]) chain()[OF_TABLE[command]]().run();
  else {
    const [name, , options] = COMMANDS[command];
    chain()[name](options).run();
  }
}

/** Ask for one line; `take` gets it, or null where the question was left. */
function askFor(dialog, value, take) {
  const input = dialog.querySelector('input');
  input.value = value;
  dialog.returnValue = '';
  dialog.showModal();
  const done = () => take(dialog.returnValue === 'ok' ? input.value.trim() : null);
  dialog.addEventListener('close', done, { once: true });
}

function askForLink(editor, dialog) {
  askFor(dialog, editor.getAttributes('link').href ?? '', (href) => {
    const chain = editor.chain().focus().extendMarkRange('link');
    if (href === null) chain.run();
    else if (href) chain.setLink({ href }).run();
    else chain.unsetLink().run();
  });
}

function askForNote(editor, dialog, label) {
  dialog.querySelector('label').textContent = label;
  askFor(dialog, '', (text) => {
    const chain = editor.chain().focus();
    if (!text) chain.run();
    else {
      const content = [{ type: 'text', text }];
      chain.insertContent({ type: 'sourceNote', content }).run();
    }
  });
}

function askForCaption(editor, dialog, label) {
  dialog.querySelector('label').textContent = label;
  const caption = editor.getAttributes('table')['data-caption'] ?? '';
  askFor(dialog, caption, (text) => {
    const chain = editor.chain().focus();
    if (text === null) chain.run();
    else chain.updateAttributes('table', { 'data-caption': text || null }).run();
  });
}

function press(button, editor) {
  const [, mark, options] = COMMANDS[button.dataset.command] ?? [];
  const name = mark ?? button.dataset.command;
  if (name in OF_TABLE || name === 'caption') {
    button.hidden = !editor.isActive('table');
    return;
  }
  if (['undo', 'redo'].includes(name)) button.disabled = !editor.can()[name]();
  else button.setAttribute('aria-pressed', String(editor.isActive(name, options)));
}

/** Arrow keys go along the bar, which is one stop of the Tab key. */
function moveAlong(event, buttons) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const open = buttons.filter(({ disabled, hidden }) => !disabled && !hidden);
  const at = open.indexOf(document.activeElement);
  const next = open.at((at + step + open.length) % open.length);
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}
