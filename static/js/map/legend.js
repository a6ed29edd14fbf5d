/** The legend is the histogram: swatch, words, bar, number, from the classes of the view. */
import { largestOn, radiusOf, WIDEST } from './areas.js';
import { drawing, element, tell } from './dom.js';

const BAR = 3;
const BAR_MOST = 46;
const TEXT_ABOVE = 8;
const LINE = 14;

/**
 * Return {show, ring} for the legend's section; its circles are as large as on the
 * `canvas` of the map. Rows tell `kind:point` and `kind:leave`.
 */
export function createLegend(section, canvas) {
  const part = (name) => section.querySelector(`[data-legend="${name}"]`);

  const isSame = createMemory();

  function show(view) {
    part('title').textContent = view.title;
    part('note').textContent = view.note;
    const most = Math.max(1, ...view.rows.map(({ count }) => count));
    const scale = view.ramp ? Math.min(BAR, BAR_MOST / most) : 0;
    // A new year has the same rows: only numbers and bars are written anew.
    if (isSame('rows', [view.rows.map(wordsOf), Boolean(scale)]))
      count(part('rows'), view.rows, scale);
    else part('rows').replaceChildren(...view.rows.map((row) => rowOf(row, scale)));
    if (isSame('nothing', [view.nothing.map(wordsOf), view.other]))
      count(part('nothing'), view.nothing, 0);
    else
      part('nothing').replaceChildren(
        ...view.nothing.map((row) => rowOf(row, 0)),
        ...otherRow(view),
      );
    part('number').hidden = view.nothing.length === 0;
    drawScales(view);
    setRamp(section, view.ramp);
  }

  /** Sizes of circles: those of the map's own, or those that a layer draws. */
  function drawScales({ circles, scale, keys = [] }) {
    const sizes = scale ?? circles;
    const largest = scale?.largest ?? largestOn(canvas.clientWidth);
    if (isSame('scale', [sizes?.most, sizes?.steps, largest, keys])) return;
    const drawn = sizes ? [scaleOf(sizes, largest), ...keys.map(keyOf)] : [];
    part('scale').replaceChildren(...drawn);
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

/** Return a function that says whether a part was asked for with the same before. */
function createMemory() {
  const known = new Map();
  return (part, asked) => {
    const told = JSON.stringify(asked);
    if (known.get(part) === told) return true;
    known.set(part, told);
    return false;
  };
}

function wordsOf({ kind, label, bound }) {
  return [kind, label, bound];
}

function count(list, rows, scale) {
  for (const [i, { count: number }] of rows.entries()) {
    const button = list.children[i].firstElementChild;
    button.dataset.count = number;
    button.querySelector('.legend__count').textContent = String(number);
    button.querySelector('.legend__bar rect')?.setAttribute('width', number * scale);
  }
}

/** Circles in one another, as wide as on the map, each with its number. */
function scaleOf({ most, steps }, largest) {
  const [width, middle] = [240, WIDEST + 1];
  const height = Math.ceil(2 * largest + 2 * TEXT_ABOVE);
  let last = -LINE;
  const drawn = steps.flatMap(({ value, label }) => {
    const r = radiusOf(value, most, largest);
    const top = height - TEXT_ABOVE - 2 * r;
    if (top - last < LINE) return [];
    last = top;
    return [
      drawing('circle', { class: 'scale__circle', cx: middle, cy: top + r, r }),
      drawing('line', { class: 'scale__line', x1: middle, x2: 82, y1: top, y2: top }),
      drawing('text', { class: 'scale__label', x: 88, y: top }, label),
    ];
  });
  return drawing(
    'svg',
    { class: 'scale', width, height, 'aria-hidden': 'true' },
    ...drawn,
  );
}

export function setRamp(node, ramp) {
  if (ramp) node.dataset.ramp = ramp;
  else delete node.dataset.ramp;
}

function rowOf({ kind, label, bound, count }, scale) {
  const button = element(
    'button',
    { class: 'legend__row', type: 'button', 'data-kind': kind, 'data-count': count },
    element('span', { class: `swatch swatch--${kind}`, 'aria-hidden': 'true' }),
    element('span', { class: 'legend__label' }, label),
    element('span', { class: 'legend__bound', 'aria-hidden': 'true' }, bound),
    scale ? barOf(count * scale) : element('span'),
    element('span', { class: 'legend__count' }, String(count)),
  );
  return element('li', {}, button);
}

/** What a hue means. */
function keyOf([name, label]) {
  return element(
    'p',
    { class: 'legend__key' },
    element('span', {
      class: `legend__line legend__line--${name}`,
      'aria-hidden': 'true',
    }),
    label,
  );
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
