/** The map page: the only module that knows all the others, and no layer by name. */
import './page.js';
import { carryView } from './map/address.js';
import { wireBar } from './map/bar.js';
import { createBusy } from './map/busy.js';
import { createCard } from './map/card.js';
import { createChartLater } from './map/chart.js';
import { createFinder } from './map/finder.js';
import { later } from './map/later.js';
import { loadLayers } from './map/layers.js';
import { createLegend, setRamp } from './map/legend.js';
import { createPaper } from './map/paper.js';
import { createPointing, wireKinds } from './map/pointing.js';
import { createScene } from './map/scene.js';
import { createState } from './map/state.js';
import { wireTake } from './map/take.js';

const page = document.querySelector('[data-map]');
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const config = JSON.parse(document.querySelector('#map-config').textContent);
const { addresses, language, participants, words } = config;
const languages = document.querySelectorAll('.language__link');
const now = () => state.now();
const go = (changes) => state.go(changes);

const busy = createBusy(page);
const canvas = part('canvas');
const card = createCard(part('card'), addresses, words);
const legend = createLegend(part('legend'), canvas);
const table = later(config.parts.table, ({ createTable }) =>
  createTable(part('table'), config),
);
const bar = wireBar(page, words);
const take = wireTake(part('take'), { words, say: bar.say });
const showChart = createChartLater(part('chart'), config, { go, say: bar.say });
const scene = createScene(page, config, now, {
  moved: (at) => go({ at }),
  resized: legend.show,
});
const pointing = createPointing(part('hover'), canvas, { scene, legend, now });
const paper = createPaper(document.querySelector('[data-part="paper"]'), language, {
  before: scene.toPaper,
  after: scene.fromPaper,
});
const countryAddress = addresses.country;
const tools = {
  part,
  language,
  participants,
  words,
  now,
  go,
  say: bar.say,
  tell,
  countryAddress,
};
const wantedBy =
  (query) =>
  ({ key, keys }) =>
    key === (query.get('layer') ?? config.opening.layer) || query.has(keys[0]);
const here = new URLSearchParams(location.search);
const { layers, fetch: fetchLayers } = await loadLayers(
  config.layers,
  tools,
  wantedBy(here),
);
const codes = participants.map(({ code }) => code);
const ready = (query) => busy(fetchLayers(wantedBy(query)));
const state = createState(config.opening, { layers, codes, ready }, changed);

createFinder(part('finder'), participants, words);
wireEvents();
page.classList.add('map-page--live');
show(null);
if (now().country) showCard(now(), null);
scene
  .draw()
  .then(() => {
    page.dataset.ready = 'true';
  })
  .catch(() => {
    part('hint').textContent = words.noMap;
    part('hint').hidden = false;
  });

/** After a change of state: the card at once, the rest when its view is at hand. */
function changed(after, before) {
  carryView(languages);
  if (after.at !== before.at) {
    scene.goTo(after.at);
    if (isOnlyMoved(after, before)) return;
  }
  if (after.view !== before.view || after.layer !== before.layer) pointing.leave();
  if (after.layer !== before.layer) layers.get(before.layer)?.rest();
  busy(show(before));
  if (after.country !== before.country) busy(showCard(after, before));
}

function isOnlyMoved(after, before) {
  return Object.keys(after).every((key) => key === 'at' || after[key] === before[key]);
}

async function show(before) {
  const asked = now();
  const view = await viewOf(asked);
  // Meanwhile the reader may have gone on; then that view is on its way.
  if (!view || !isOnlyMoved(now(), asked)) return;
  setRamp(page, view.ramp);
  legend.show(view);
  bar.show(asked, view);
  take.show();
  Object.assign(page.dataset, {
    layer: asked.layer,
    form: view.form,
    view: asked.view,
  });
  for (const own of page.querySelectorAll('[data-of-layer]'))
    own.hidden = own.dataset.ofLayer !== asked.layer;
  paper.show(view.caption);
  scene.show(view);
  tell();
  if (before && asked.view !== before.view) scene.settle();
}

async function viewOf(asked) {
  try {
    return await layers.get(asked.layer)?.view(asked);
  } catch {
    bar.say(words.noLayer);
    return null;
  }
}

/** Write anew what the view says in words: all years come after the first picture. */
function tell() {
  const view = scene.view();
  if (!view) return;
  const { country } = now();
  if (now().view === 'table') busy(showTable(view, country));
  if (now().view === 'chart') busy(showChart(view, now()));
  card.showNow(country ? view.nowOf(country) : null);
  card.showSheet((country && view.sheetOf?.()) || null);
  pointing.renew();
}

async function showTable(view, country) {
  try {
    const made = await table();
    if (scene.view() === view) made.show(view, country);
  } catch {
    // Rows of another view would be wrong figures.
    bar.say(words.noTable);
    go({ view: 'map' });
  }
}

async function showCard({ country }, before) {
  pointing.leave();
  if (country)
    await card.open(country, participants.find(({ code }) => code === country).name);
  else {
    card.close();
    if (before?.country) scene.focus(before.country);
  }
  scene.settle();
  if (country) scrollToCard(country);
}

/** On phones: scroll so far that map and card are both in view, the country above all. */
function scrollToCard(country) {
  const sheet = part('card');
  const actions = sheet.querySelector('.map-card__actions');
  const isFloating = getComputedStyle(sheet).position === 'absolute';
  const shape = scene.boxOf(country);
  if (!shape || !actions || isFloating) return;
  const { bottom } = actions.getBoundingClientRect();
  const way = Math.min(bottom + 12 - innerHeight, shape.top - 24);
  if (way > 0) scrollBy({ top: way });
}

function wireEvents() {
  const on = (name, take) => page.addEventListener(name, ({ detail }) => take(detail));
  on('country:select', (country) => go({ country }));
  on('country:find', (country) => {
    go({ country, view: 'map' });
    scene.find(country);
  });
  on('country:point', pointing.point);
  on('country:leave', pointing.leave);
  on('layer:change', async (layer) => {
    // Its own module knows what of the state holds for it too, such as the year.
    await busy(fetchLayers(({ key }) => key === layer));
    go({ layer });
  });
  on('view:change', (view) => go({ view }));
  on('card:close', () => go({ country: '' }));
  on('card:resize', scene.settle);
  wireKinds(page, canvas);
  page.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') stepBack();
  });
}

/** Escape closes what is open; when nothing is, it leaves the map to the page. */
function stepBack() {
  if (now().country) go({ country: '' });
  else if (pointing.isOn()) pointing.leave();
  else if (canvas.contains(document.activeElement)) document.activeElement.blur();
}
