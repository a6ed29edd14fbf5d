/** The map page: the only module that knows all the others. */

import { carryView } from './map/address.js';
import { wireBar } from './map/bar.js';
import { createCard } from './map/card.js';
import { createCircles } from './map/circles.js';
import { hoverContent, tableContent } from './map/content.js';
import { createFinder } from './map/finder.js';
import { createHover } from './map/hover.js';
import { createLegend, setRamp } from './map/legend.js';
import { createNames, namesOf } from './map/names.js';
import { createPaper } from './map/paper.js';
import { createPicker } from './map/picker.js';
import { createRoving } from './map/roving.js';
import { createShapes } from './map/shapes.js';
import { createStage, tameGestures } from './map/stage.js';
import { createState } from './map/state.js';
import { createStore, load } from './map/store.js';
import { createTable } from './map/table.js';
import { createTimeline } from './map/timeline.js';
import { indicatorView, statusView } from './map/views.js';

const page = document.querySelector('[data-map]');
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const config = JSON.parse(document.querySelector('#map-config').textContent);
const { addresses, catalogue, language, participants, words } = config;
const codes = participants.map(({ code }) => code);
const store = createStore(addresses);

const canvas = part('canvas');
const card = createCard(part('card'), addresses, words);
const legend = createLegend(part('legend'), canvas);
const table = createTable(part('table'), words);
const timeline = createTimeline(part('timeline'), words);
const picker = createPicker(part('picker'));
const hover = createHover(part('hover'), freeArea);
const bar = wireBar(page, words);
const endorsed = new Set(
  config.status?.rows.find(({ kind }) => kind === 'endorsed')?.codes,
);
const paper = createPaper(document.querySelector('[data-part="paper"]'), language, {
  before: toPaper,
  after: fromPaper,
});
const languages = document.querySelectorAll('.language__link');

const figures = {
  series: null,
  exact: null,
  entry: null,
  companion: null,
  index: 0,
  period: '',
};
const context = { ...config, figures };
const known = { layers: config.layers, catalogue, codes };
const state = createState(config.opening, known, changed);

let view = null;
let drawn = null;
let pointed = null;

if (config.first) {
  Object.assign(figures, {
    series: config.first,
    entry: catalogue[config.first.series],
  });
}
createFinder(part('finder'), participants, words);
wireEvents();
page.classList.add('map-page--live');
show(null);
draw().catch(() => {
  part('hint').textContent = words.noMap;
  part('hint').hidden = false;
});

/** Outlines come once; what hangs on them is made when they are there. */
async function draw() {
  const outlines = await load(addresses.outlines);
  const panels = [part('panel'), part('card')];
  const stage = createStage(canvas, {
    extent: config.extent,
    panels,
  });
  tameGestures(stage, canvas, part('hint'), words);
  const shapes = createShapes(stage.map, outlines, new Set(codes));
  const circles = createCircles(stage.map, shapes.shapes, config.extent);
  const names = createNames(stage.map, shapes.shapes, namesOf(config));
  const points = () => new Map(codes.flatMap((code) => pointOf(stage, shapes, code)));
  const roving = createRoving(canvas, shapes, { points, order: codes });
  drawn = { stage, shapes, circles, names, roving };
  stage.map.on('moveend zoomend', refresh);
  wireStage(stage);
  paint();
  if (state.now().at) stage.goTo(state.now().at);
  settle();
  stage.map.on('moveend', () => state.go({ at: stage.at() }));
  document.fonts.ready.then(refresh);
  page.dataset.ready = 'true';
}

function pointOf({ map }, { shapes }, code) {
  const shape = shapes.get(code);
  if (!shape) return [];
  const [longitude, latitude] = shape.properties.at;
  const { x, y } = map.latLngToContainerPoint([latitude, longitude]);
  return [[code, [x, y]]];
}

/** After a change of state: figures first, then everything that shows them. */
function changed(now, before) {
  carryView(languages);
  if (now.at !== before.at) {
    if (now.at && now.at !== drawn?.stage.at()) drawn?.stage.goTo(now.at);
    if (isOnlyMoved(now, before)) return;
  }
  if (now.view !== before.view || now.layer !== before.layer) leave();
  show(before);
}

function isOnlyMoved(now, before) {
  return Object.keys(now).every((key) => key === 'at' || now[key] === before[key]);
}

async function show(before) {
  const now = state.now();
  if (now.layer === 'indicator' && !(await hasFigures(now))) return;
  view =
    now.layer === 'indicator'
      ? indicatorView(config, figures.entry, figures.series, now.year)
      : statusView(config);
  setRamp(page, view.ramp);
  legend.show(view);
  bar.show(now, view, now.layer === 'indicator' ? figures.entry : config.status);
  page.dataset.layer = now.layer;
  page.dataset.view = now.view;
  if (now.layer === 'indicator') {
    picker.show(now.indicator, figures.entry);
    timeline.show(figures.entry.periods, now.year);
  } else timeline.stop();
  const content = tableContent(context, view, now);
  table.show(content);
  paper.show(content.caption);
  paint();
  if (pointed) point(pointed);
  showNow(now);
  if (now.country !== (before?.country ?? '')) showCard(now, before);
  else if (before && now.view !== before.view) settle();
}

/** Say whether the figures of the state are at hand; ask for all years if they are not. */
async function hasFigures(now) {
  const { indicator, year } = now;
  const entry = catalogue[indicator];
  if (figures.series?.series !== indicator || !figures.series.periods.includes(year)) {
    try {
      const series = await store.figures(indicator);
      if (state.now().indicator !== indicator) return false;
      Object.assign(figures, { series, exact: null, companion: null });
    } catch {
      bar.say(words.noFigures);
      return false;
    }
  }
  const { series } = figures;
  const period = state.now().year;
  Object.assign(figures, { entry, period, index: series.periods.indexOf(period) });
  completeLater(indicator, entry);
  return true;
}

/** After the first picture: all years, the exact figures, and the number beside a share. */
async function completeLater(key, entry) {
  if (figures.exact?.series === key) return;
  try {
    const [series, exact, companion] = await Promise.all([
      store.figures(key),
      store.exact(key),
      entry.count ? store.exact(entry.count) : null,
    ]);
    const isNew = figures.exact?.series !== key;
    if (state.now().indicator !== key || !isNew) return;
    const index = series.periods.indexOf(state.now().year);
    const beside = companion
      ? { exact: companion, entry: catalogue[entry.count] }
      : null;
    Object.assign(figures, { series, exact, companion: beside, index });
    table.show(tableContent(context, view, state.now()));
  } catch {
    bar.say(words.noFigures);
  }
}

function paint() {
  if (!drawn || !view) return;
  drawn.shapes.paint(view.kinds);
  drawn.circles.show(view);
  drawn.shapes.mark(marks());
  drawn.roving.refresh(view.describe);
  refreshNames();
}

function marks(pointed = null) {
  const { country } = state.now();
  return { ...(country ? { [country]: 'selected' } : {}), ...pointed };
}

function refresh() {
  drawn.roving.refresh(view?.describe);
  drawn.shapes.mark(marks());
  refreshNames();
}

/** Circles are as large as the width of the map allows, and so are those of the legend. */
function resize() {
  if (view?.circles) {
    drawn.circles.show(view);
    legend.show(view);
  }
  refresh();
}

function refreshNames() {
  // On phones the sheet begins with the picker, and laps over the map.
  const floating = isOnPaper()
    ? []
    : [part('panel'), part('card'), part('tools'), part('picker')];
  const obstacles = floating
    .map((panel) => panel.getBoundingClientRect())
    .filter(({ width }) => width > 0);
  const { country } = state.now();
  const dots = [...drawn.shapes.dots]
    .filter(([, { isDot }]) => isDot)
    .map(([code]) => code);
  drawn.names.update({
    obstacles,
    dots,
    fillOf: drawn.shapes.fillOf,
    selected: country,
    always: endorsed,
  });
}

function isOnPaper() {
  return page.classList.contains('map-page--paper');
}

function toPaper() {
  page.classList.add('map-page--paper');
  if (!drawn) return;
  drawn.stage.fitAlone();
  resize();
}

function fromPaper() {
  page.classList.remove('map-page--paper');
  settle();
}

function settle() {
  if (!drawn || isOnPaper()) return;
  const [longitude, latitude] =
    drawn.shapes.shapes.get(state.now().country)?.properties.at ?? [];
  drawn.stage.settle(latitude === undefined ? null : [latitude, longitude]);
  resize();
}

function showNow({ country, layer }) {
  const isShown = country && layer === 'indicator';
  card.showNow(isShown ? hoverContent(context, view, country) : null);
}

async function showCard({ country }, before) {
  leave();
  if (country)
    await card.open(country, participants.find(({ code }) => code === country).name);
  else {
    card.close();
    if (before?.country && drawn) drawn.roving.focus(before.country, { isQuiet: true });
  }
  settle();
  if (country) scrollToCard(country);
}

/** On phones: scroll so far that map and card are both in view, the country above all. */
function scrollToCard(country) {
  const sheet = part('card');
  const actions = sheet.querySelector('.map-card__actions');
  const isFloating = getComputedStyle(sheet).position === 'absolute';
  if (!drawn || !actions || isFloating) return;
  const { bottom } = actions.getBoundingClientRect();
  const { top } = drawn.shapes.elementOf(country).getBoundingClientRect();
  const way = Math.min(bottom + 12 - innerHeight, top - 24);
  if (way > 0) scrollBy({ top: way });
}

function freeArea() {
  const stage = canvas.getBoundingClientRect();
  return {
    left: stage.left + 8,
    right: stage.right - 8,
    top: stage.top + 8,
    bottom: stage.bottom - 8,
  };
}

function point({ code, isFocus }) {
  if (!view) return;
  pointed = { code, isFocus };
  drawn.shapes.mark(marks({ [code]: isFocus ? 'focused' : 'pointed' }));
  legend.ring(view.kinds.get(code));
  if (state.now().country === code) return;
  const shape = drawn.shapes.elementOf(code).getBoundingClientRect();
  hover.show(hoverContent(context, view, code), shape);
}

function leave() {
  pointed = null;
  hover.hide();
  legend.ring(null);
  drawn?.shapes.mark(marks());
}

function wireEvents() {
  page.addEventListener('country:select', ({ detail }) =>
    state.go({ country: detail }),
  );
  page.addEventListener('country:find', ({ detail }) => {
    state.go({ country: detail, view: 'map' });
    if (!drawn) return;
    const [longitude, latitude] = drawn.shapes.shapes.get(detail).properties.at;
    drawn.stage.show([latitude, longitude], 4);
    drawn.roving.moveTo(detail);
  });
  page.addEventListener('country:point', ({ detail }) => point(detail));
  page.addEventListener('country:leave', leave);
  page.addEventListener('kind:point', ({ detail }) => {
    for (const node of canvas.querySelectorAll('.shape, .dot, .circle')) {
      node.classList.toggle('is-dimmed', !node.classList.contains(`shape--${detail}`));
    }
  });
  page.addEventListener('kind:leave', () => {
    for (const node of canvas.querySelectorAll('.is-dimmed'))
      node.classList.remove('is-dimmed');
  });
  page.addEventListener('year:change', ({ detail }) => state.go({ year: detail }));
  page.addEventListener('indicator:change', ({ detail }) =>
    state.go({ layer: 'indicator', indicator: detail }),
  );
  page.addEventListener('layer:change', ({ detail }) => state.go({ layer: detail }));
  page.addEventListener('view:change', ({ detail }) => state.go({ view: detail }));
  page.addEventListener('card:close', () => state.go({ country: '' }));
  page.addEventListener('card:resize', settle);
  page.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') stepBack();
  });
}

/** Escape closes what is open; when nothing is, it leaves the map to the page. */
function stepBack() {
  if (state.now().country) state.go({ country: '' });
  else if (pointed) leave();
  else if (canvas.contains(document.activeElement)) document.activeElement.blur();
}

function wireStage(stage) {
  let timer = 0;
  addEventListener('resize', () => {
    clearTimeout(timer);
    timer = setTimeout(settle, 120);
  });
  const buttons = [...page.querySelectorAll('[data-zoom]')];
  const dull = () => {
    for (const button of buttons)
      button.setAttribute('aria-disabled', !stage.canZoom(Number(button.dataset.zoom)));
  };
  stage.map.on('zoomend', dull);
  dull();
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const step = Number(button.dataset.zoom);
      if (step) stage.zoomBy(step);
      else stage.fit();
    });
  }
}
