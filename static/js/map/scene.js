/** The drawn map: outlines, circles and names, all from one view. */
import { createCircles } from './circles.js';
import { load } from './load.js';
import { createNames, namesOf } from './names.js';
import { createRoving } from './roving.js';
import { createShapes } from './shapes.js';
import { createStage, tameGestures } from './stage.js';
import { wireZoom } from './zoom.js';

const CALM = 120;
// Below this zoom a corner that the overview leaves out is nearer than a pixel.
const CLOSE = 4;

/**
 * Return the scene of a page: `now` gives the state, `on.moved` hears where the map is,
 * `on.resized` that circles changed. Before `draw` is done it holds the view and no more.
 */
export function createScene(page, config, now, on) {
  const part = (name) => page.querySelector(`[data-part="${name}"]`);
  const canvas = part('canvas');
  const codes = config.participants.map(({ code }) => code);
  const always = new Set(config.namedAlways);
  const names = new Map(config.participants.map(({ code, name }) => [code, name]));
  let drawn = null;
  let view = null;
  let isClose = false;
  let overlay = null;

  /** Outlines come once; what hangs on them is made when they are there. */
  async function draw() {
    const outlines = await load(config.addresses.overview);
    const panels = [part('panel'), part('card')];
    const stage = createStage(canvas, { extent: config.extent, panels });
    tameGestures(stage, canvas, part('hint'), config.words);
    const shapes = createShapes(stage.map, outlines, new Set(codes));
    const circles = createCircles(stage.map, shapes.shapes, config.extent);
    const written = createNames(stage.map, shapes.shapes, namesOf(config));
    const points = () => new Map(codes.flatMap(pointOf));
    const roving = createRoving(canvas, shapes, { points, order: codes, names });
    drawn = { stage, shapes, circles, names: written, roving };
    stage.map.on('moveend zoomend', refresh);
    stage.map.on('zoomend', lookCloser);
    wireZoom(page, stage);
    settleAfterResizing();
    paint();
    if (now().at) stage.goTo(now().at);
    settle();
    stage.map.on('moveend', () => on.moved(stage.at()));
    lookCloser();
    document.fonts.ready.then(writeAnew);
  }

  /** From some zoom on, and for good, every corner is drawn. */
  async function lookCloser() {
    if (isClose || drawn.stage.map.getZoom() < CLOSE) return;
    isClose = true;
    try {
      drawn.shapes.refine(await load(config.addresses.outlines));
      writeAnew();
    } catch {
      isClose = false; // the overview stays, and the next step tries again
    }
  }

  function placeOf(code) {
    const [longitude, latitude] = drawn.shapes.shapes.get(code)?.properties.at ?? [];
    return latitude === undefined ? null : [latitude, longitude];
  }

  function pointOf(code) {
    const place = placeOf(code);
    if (!place) return [];
    const { x, y } = drawn.stage.map.latLngToContainerPoint(place);
    return [[code, [x, y]]];
  }

  function settleAfterResizing() {
    let timer = 0;
    addEventListener('resize', () => {
      clearTimeout(timer);
      timer = setTimeout(settle, CALM);
    });
  }

  function show(newView) {
    view = newView;
    paint();
  }

  function paint() {
    if (!drawn || !view) return;
    drawn.shapes.paint(view.kinds);
    drawn.circles.show(view);
    if (!view.overlay) overlay?.clear();
    overlay = view.overlay ?? null;
    refresh();
  }

  /** Mark the country of the state, and others besides. */
  function mark(besides = {}) {
    const { country } = now();
    drawn?.shapes.mark({ ...(country ? { [country]: 'selected' } : {}), ...besides });
  }

  function refresh() {
    mark();
    // Until a layer has its figures, a country is told by its name.
    drawn.roving.refresh(view?.describe ?? ((code) => names.get(code)));
    placeNames();
  }

  function writeAnew() {
    drawn.names.forget();
    refresh();
  }

  /** What a layer draws itself: it is told of the map, and where it may write. */
  function drawOverlay(obstacles) {
    overlay?.show({
      map: drawn.stage.map,
      placeOf: drawn.circles.placeOf,
      measure: drawn.names.measure,
      boxOf: (code) => drawn.names.boxOf(drawn.shapes.fillOf(code)),
      isRoomy: (code, width) =>
        drawn.shapes.fillOf(code).getBoundingClientRect().width > width,
      ...drawn.names.roomBeside(obstacles),
    });
  }

  /** Circles are as large as the width of the map allows, and so are the legend's. */
  function resize() {
    if (view?.circles) {
      drawn.circles.show(view);
      on.resized(view);
    }
    refresh();
  }

  function placeNames() {
    const floating = isOnPaper() ? [] : [...page.querySelectorAll('[data-obstacle]')];
    const obstacles = floating
      .map((panel) => panel.getBoundingClientRect())
      .filter(({ width }) => width > 0);
    drawOverlay(obstacles);
    if (view?.isUnnamed) {
      drawn.names.clear();
      return;
    }
    const dots = [...drawn.shapes.dots]
      .filter(([, { isDot }]) => isDot)
      .map(([code]) => code);
    const { fillOf } = drawn.shapes;
    drawn.names.update({ obstacles, dots, fillOf, selected: now().country, always });
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

  /** Find the place of the map anew: beside the panels, with the country in view. */
  function settle() {
    if (!drawn || isOnPaper()) return;
    drawn.stage.settle(placeOf(now().country));
    resize();
  }

  function goTo(at) {
    if (!drawn || at === drawn.stage.at()) return;
    if (at) drawn.stage.goTo(at);
    else drawn.stage.fit();
  }

  function find(code) {
    if (!drawn) return;
    drawn.stage.show(placeOf(code), 4);
    drawn.roving.moveTo(code);
  }

  return {
    draw,
    show,
    view: () => view,
    mark,
    settle,
    goTo,
    find,
    toPaper,
    fromPaper,
    focus: (code) => drawn?.roving.focus(code, { isQuiet: true }),
    boxOf: (code) => drawn?.shapes.elementOf(code).getBoundingClientRect(),
  };
}
