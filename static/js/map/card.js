/** The card of one country: a page fragment made by the server. */
import { element, tell } from './dom.js';

/** Return {open, close, showNow, showSheet}; tells `card:close` and `card:resize`. */
export function createCard(aside, addresses, words) {
  const body = aside.querySelector('[data-card="body"]');
  const sheet = aside.querySelector('[data-card="sheet"]');
  let country = '';
  let now = null;

  aside
    .querySelector('.panel__close')
    .addEventListener('click', () => tell(aside, 'card:close'));

  async function open(code, name) {
    aside.hidden = false;
    if (country === code) return;
    country = code;
    aside.setAttribute('aria-label', name);
    body.setAttribute('aria-busy', 'true');
    const answer = await fetch(addresses.card.replace('XXX', code)).catch(() => null);
    if (country !== code) return;
    if (answer?.ok) body.replaceChildren(...fragmentOf(await answer.text()));
    else
      body.replaceChildren(
        element('p', { class: 'panel__section', role: 'alert' }, words.noCard),
      );
    body.removeAttribute('aria-busy');
    placeNow();
    tell(aside, 'card:resize');
  }

  function close() {
    aside.hidden = true;
    country = '';
    body.replaceChildren();
    sheet.replaceChildren();
  }

  /** Show what a layer tells of the country in place of the card; null shows the card. */
  function showSheet(content) {
    const was = aside.clientHeight;
    sheet.replaceChildren(...(content ? [content] : []));
    sheet.hidden = !content;
    body.hidden = Boolean(content);
    if (aside.clientHeight !== was) tell(aside, 'card:resize');
  }

  /** What the map shows of this country: on phones no pointer hovers over it. */
  function showNow(content) {
    now = content;
    placeNow();
  }

  function placeNow() {
    body.querySelector('.map-card__now')?.remove();
    if (now) body.querySelector('.map-card__figures')?.before(nowOf(now));
  }

  return { open, close, showNow, showSheet };
}

function nowOf({ value, detail, range, isNothing }) {
  const size = isNothing ? 'hover__value hover__value--words' : 'hover__value';
  return element(
    'p',
    { class: 'map-card__now' },
    element('span', { class: size }, value),
    element('span', { class: 'hover__note' }, detail, element('br'), range),
  );
}

/** Our own server's escaped fragment; a parsed document runs no script. */
function fragmentOf(text) {
  const parsed = new DOMParser().parseFromString(text, 'text/html');
  return [...parsed.body.childNodes].map((node) => document.importNode(node, true));
}
