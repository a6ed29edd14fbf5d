/** The legend is the histogram: swatch, words, bar, number, from the classes of the view. */
import { drawing, element, tell } from './dom.js';

const BAR = 3;
const BAR_MOST = 46;

/** Return {show, ring} for the legend's section. Rows tell `kind:point` and `kind:leave`. */
export function createLegend(section) {
  const part = (name) => section.querySelector(`[data-legend="${name}"]`);

  function show(view) {
    part('title').textContent = view.title;
    part('note').textContent = view.note;
    const most = Math.max(1, ...view.rows.map(({ count }) => count));
    const scale = Math.min(BAR, BAR_MOST / most);
    const hasBars = view.layer === 'indicator';
    part('rows').replaceChildren(
      ...view.rows.map((row) => rowOf(row, hasBars ? scale : 0)),
    );
    part('nothing').replaceChildren(
      ...view.nothing.map((row) => rowOf(row, 0)),
      ...otherRow(view),
    );
    part('number').hidden = !hasBars;
    setRamp(section, view.ramp);
  }

  function ring(kind) {
    for (const swatch of section.querySelectorAll('.swatch')) {
      const row = swatch.closest('[data-kind]');
      swatch.classList.toggle(
        'swatch--ringed',
        Boolean(kind) && row?.dataset.kind === kind,
      );
    }
  }

  for (const [begin, end] of [
    ['pointerover', 'pointerout'],
    ['focusin', 'focusout'],
  ]) {
    section.addEventListener(begin, ({ target }) => {
      const row = target.closest('[data-kind]');
      if (row) tell(section, 'kind:point', row.dataset.kind);
    });
    section.addEventListener(end, () => tell(section, 'kind:leave'));
  }
  return { show, ring };
}

export function setRamp(node, ramp) {
  if (ramp) node.dataset.ramp = ramp;
  else delete node.dataset.ramp;
}

function rowOf({ kind, label, bound, count }, scale) {
  const button = element(
    'button',
    { class: 'legend__row', type: 'button', 'data-kind': kind },
    element('span', { class: `swatch swatch--${kind}`, 'aria-hidden': 'true' }),
    element('span', { class: 'legend__label' }, label),
    element('span', { class: 'legend__bound', 'aria-hidden': 'true' }, bound),
    scale ? barOf(count * scale) : element('span'),
    element('span', { class: 'legend__count' }, String(count)),
  );
  return element('li', {}, button);
}

function barOf(width) {
  const bar = drawing('rect', { width, height: 6, rx: 1 });
  return drawing(
    'svg',
    { class: 'legend__bar', width: BAR_MOST, height: 6, 'aria-hidden': 'true' },
    bar,
  );
}

function otherRow({ other }) {
  if (!other) return [];
  const row = element(
    'span',
    { class: 'legend__row legend__row--other' },
    element('span', { class: 'swatch swatch--other', 'aria-hidden': 'true' }),
    element('span', { class: 'legend__label muted' }, other),
  );
  return [element('li', {}, row)];
}
