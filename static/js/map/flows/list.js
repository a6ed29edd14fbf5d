/** The list of partners, as the sheet of a state shows it. */
import { element } from '../dom.js';
import { fill } from '../format.js';

/** Return a section: one heading a way, then the partners with figures and shares. */
export function listOf(told) {
  const { ways, headingOf, period, partners, words, write, writeShare } = told;
  const heads = ways.map((way) =>
    element(
      'div',
      { class: 'flow-list__head' },
      element('h2', { class: 'flow-list__title' }, headingOf(way)),
      wholeOf(told, way),
    ),
  );
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, words.partner),
    ...ways.flatMap((way) => headsOf(told, way)),
  );
  const rows = partners.shown.map((row) => rowOf(told, row));
  const table = element(
    'table',
    { class: 'table table--compact flow-list__table' },
    element(
      'caption',
      { class: 'visually-hidden' },
      `${ways.map(headingOf).join('; ')}, ${period}`,
    ),
    element('thead', {}, head),
    element('tbody', {}, ...rows, ...restRows(told)),
  );
  return element('section', { class: 'flow-list' }, ...heads, table, ...notesOf(told));

  function rowOf({ nameOf }, row) {
    const cells = ways.flatMap((way) => [
      cell(write(row[way])),
      ...(told.isWide
        ? [cell(shareOf(told, row[way], way)), cell(writeShare(row.shares[way]))]
        : []),
    ]);
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, nameOf(row.code)),
      ...cells,
    );
  }
}

function wholeOf({ partners, words, write, unit, period }, way) {
  const whole = partners.wholeOf(way);
  if (whole === null) return element('p', { class: 'flow-list__whole' }, period);
  const amount = fill(words.whole, { value: write(whole), unit });
  return element('p', { class: 'flow-list__whole' }, `${amount}, ${period}`);
}

function headsOf({ isWide, ways, words, unit, wayNames, hasShares }, way) {
  const label = ways.length > 1 ? wayNames[way] : unit;
  const heads = [
    label,
    ...(isWide ? [words.share, hasShares ? words.residents : ''] : []),
  ];
  return heads.map((text) =>
    element('th', { scope: 'col', class: 'table__number' }, text),
  );
}

function shareOf({ partners, writeShare }, value, way) {
  const whole = partners.wholeOf(way);
  return whole && value !== null ? writeShare((value / whole) * 100) : '';
}

function restRows(told) {
  const { ways, partners, words, write, isWide } = told;
  const count = partners.rows.length - partners.shown.length;
  const line = (name, amountOf) =>
    element(
      'tr',
      { class: 'flow-list__rest' },
      element('th', { scope: 'row' }, name),
      ...ways.flatMap((way) => {
        const amount = amountOf(way);
        const shares = isWide ? [cell(shareOf(told, amount, way)), cell('')] : [];
        return [cell(write(amount)), ...shares];
      }),
    );
  const rest = count ? [line(fill(words.others, { count }), partners.restOf)] : [];
  const isKnown = ways.some((way) => partners.outsideOf(way) !== null);
  const outside = isKnown ? [line(words.outside, partners.outsideOf)] : [];
  return [...rest, ...outside];
}

function notesOf({ source, definition, href, openWords }) {
  return [
    element('p', { class: 'flow-list__note' }, `${definition} ${source}.`),
    element(
      'p',
      { class: 'map-card__actions' },
      element('a', { class: 'button', href }, openWords),
    ),
  ];
}

function cell(text) {
  return element('td', { class: 'table__number' }, text);
}
