/** Above the table: a filter for its rows, and a copy for Word and Excel. */
import { element, icon } from '../dom.js';
import { asHtml, asText } from './copying.js';

/** Return {wanted, tell}; `on.filtered` hears that other rows are asked for. */
export function createTools(section, { words, language }, on) {
  const input = element('input', {
    class: 'field__input table-tools__filter',
    type: 'search',
    'aria-label': words.filter,
    placeholder: words.filter,
  });
  const button = element(
    'button',
    { class: 'button', type: 'button' },
    icon('copy'),
    words.copyTable,
  );
  const count = element('span', { class: 'table-tools__count muted', role: 'status' });
  const tools = element('div', { class: 'table-tools' }, input, count, button);
  section.querySelector('table').before(tools);

  input.addEventListener('input', on.filtered);
  button.addEventListener('click', async () => {
    const table = section.querySelector('table');
    try {
      await navigator.clipboard.write([
        new ClipboardItem({
          'text/html': new Blob([asHtml(table)], { type: 'text/html' }),
          'text/plain': new Blob([asText(table, language)], { type: 'text/plain' }),
        }),
      ]);
      tell(words.tableCopied);
    } catch {
      tell(words.tableNotCopied);
    }
  });

  function tell(text) {
    count.textContent = text;
  }

  return { wanted: () => input.value, tell };
}
