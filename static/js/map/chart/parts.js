/** The frame of the chart: a heading, the two parts, their switches and buttons. */
import { element, icon } from '../dom.js';
import { fill } from '../format.js';

/**
 * Return {chooser, course, bars, show}: the first three are elements to fill; `picture`
 * is called for lines or bars.
 */
export function createParts(section, told, { go, picture }) {
  const title = element('h2', { class: 'map-chart__title' });
  const unit = element('p', { class: 'chart__unit' });
  const chooser = element('div', { class: 'map-chart__chooser' });
  const course = element('div', { class: 'map-chart__course' });
  const bars = element('div', {});
  const year = element('h3', {}, '');
  const order = orders(told, go);
  const lines = part(element('h3', {}, told.course), [png('lines', told, picture)]);
  const all = part(year, [order.node, png('bars', told, picture)]);
  lines.append(chooser, course);
  all.append(bars);
  section.replaceChildren(title, unit, lines, all);

  function show({ entry, period }, state) {
    title.textContent = entry.name;
    unit.textContent = `${entry.unitTitle} · ${entry.source}`;
    year.textContent = fill(told.all, { year: period });
    order.show(state.sort);
  }

  return { chooser, course, bars, show };
}

function part(heading, tools) {
  const head = element('div', { class: 'map-chart__head' }, heading, ...tools);
  return element('section', { class: 'map-chart__part' }, head);
}

function png(kind, { png: words }, picture) {
  const attributes = {
    class: 'button button--small',
    type: 'button',
    'data-png': kind,
  };
  const button = element('button', attributes, icon('download'), words);
  button.addEventListener('click', () => picture(kind));
  return button;
}

/** By group until the reader sorts. */
function orders(told, go) {
  const choices = [
    ['', told.byGroup],
    ['value', told.byValue],
  ];
  const buttons = choices.map(([value, words]) => {
    const attributes = {
      class: 'switch__option',
      type: 'button',
      'data-sort-by': value,
    };
    const button = element('button', attributes, words);
    button.addEventListener('click', () => go({ sort: value }));
    return button;
  });
  const attributes = { class: 'switch', role: 'group', 'aria-label': told.order };
  return {
    node: element('div', attributes, ...buttons),
    show(sort) {
      buttons.forEach((button, i) => {
        button.setAttribute('aria-pressed', String(choices[i][0] === sort));
      });
    },
  };
}
