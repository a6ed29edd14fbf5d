/** The bar above the text: each button is a command, and says whether it is on. */

const COMMANDS = {
  bold: ['toggleBold', 'bold'],
  italic: ['toggleItalic', 'italic'],
  heading: ['toggleHeading', 'heading', { level: 4 }],
  list: ['toggleBulletList', 'bulletList'],
  numbers: ['toggleOrderedList', 'orderedList'],
  quote: ['toggleBlockquote', 'blockquote'],
  undo: ['undo'],
  redo: ['redo'],
};
const TABLE = { rows: 3, cols: 3, withHeaderRow: true };

/** Wire the buttons of a bar to an editor; `dialog` asks for the address of a link. */
export function wireTools(bar, editor, dialog) {
  const buttons = [...bar.querySelectorAll('[data-command]')];
  bar.addEventListener('click', ({ target }) => {
    const command = target.closest('[data-command]')?.dataset.command;
    if (command) run(editor, command, dialog);
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

function run(editor, command, dialog) {
  if (command === 'link') askForLink(editor, dialog);
  else if (command === 'table') toggleTable(editor);
  else {
    const [name, , options] = COMMANDS[command];
    editor.chain().focus()[name](options).run();
  }
}

function toggleTable(editor) {
  const chain = editor.chain().focus();
  if (editor.isActive('table')) chain.addRowAfter().run();
  else chain.insertTable(TABLE).run();
}

function askForLink(editor, dialog) {
  const input = dialog.querySelector('input');
  input.value = editor.getAttributes('link').href ?? '';
  dialog.returnValue = '';
  dialog.showModal();
  dialog.addEventListener(
    'close',
    () => {
      const chain = editor.chain().focus().extendMarkRange('link');
      if (dialog.returnValue !== 'ok') chain.run();
      else if (input.value) chain.setLink({ href: input.value }).run();
      else chain.unsetLink().run();
    },
    { once: true },
  );
}

function press(button, editor) {
  const [, mark, options] = COMMANDS[button.dataset.command] ?? [];
  const name = mark ?? button.dataset.command;
  if (['undo', 'redo'].includes(name)) button.disabled = !editor.can()[name]();
  else button.setAttribute('aria-pressed', String(editor.isActive(name, options)));
}

/** Arrow keys go along the bar, which is one stop of the Tab key. */
function moveAlong(event, buttons) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const open = buttons.filter(({ disabled }) => !disabled);
  const at = open.indexOf(document.activeElement);
  const next = open.at((at + step + open.length) % open.length);
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}
