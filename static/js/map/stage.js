/** The Leaflet map: no tiles, fitted to the area the panels leave free. */

const { L } = globalThis;
const WORLD = [
  [-60, -179],
  [84, 179],
];
const MARGIN = 16;
const NARROW = 900;

/** Return {map, fit, keepInView} on an element; `panels` are what floats over it. */
export function createStage(canvas, { extent, panels, isRtl }) {
  const isCoarse = matchMedia('(pointer: coarse)').matches;
  const map = L.map(canvas, {
    attributionControl: false,
    zoomControl: false,
    keyboard: false,
    dragging: !isCoarse,
    scrollWheelZoom: false,
    boxZoom: false,
    zoomAnimation: false,
    fadeAnimation: false,
    inertia: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    zoomSnap: 0,
    zoomDelta: 0.75,
    minZoom: 2,
    maxZoom: 7,
    maxBounds: WORLD,
    maxBoundsViscosity: 1,
    renderer: L.svg({ padding: 0.4 }),
  });
  let isMoved = false;
  map.on('dragend', () => {
    isMoved = true;
  });
  map.fitBounds(extent, { animate: false });

  function padding() {
    const stage = canvas.getBoundingClientRect();
    const isNarrow = stage.width < NARROW;
    const lap = isNarrow ? MARGIN : 0;
    const sides = isNarrow ? { start: 4, end: 4 } : { start: MARGIN, end: MARGIN };
    for (const panel of panels) {
      const rect = panel.getBoundingClientRect();
      const isOver =
        rect.width > 0 && rect.top < stage.bottom && rect.bottom > stage.top;
      if (!isOver || rect.width > stage.width * 0.6) continue;
      const isStart = rect.left - stage.left < stage.right - rect.right !== isRtl;
      const room = rect.width + 2 * MARGIN;
      const side = isStart ? 'start' : 'end';
      sides[side] = Math.max(sides[side], room);
    }
    const [left, right] = isRtl ? [sides.end, sides.start] : [sides.start, sides.end];
    return { paddingTopLeft: [left, 8], paddingBottomRight: [right, 8 + lap] };
  }

  return {
    map,
    isCoarse,
    zoomBy(step) {
      isMoved = true;
      map.setZoom(map.getZoom() + step, { animate: false });
    },
    /** Show the whole extent again, whatever the reader did before. */
    fit() {
      isMoved = false;
      map.fitBounds(extent, { ...padding(), animate: false });
    },
    /** Fit again unless the reader has moved the map; then only show one point. */
    settle(at) {
      map.invalidateSize({ animate: false, pan: false });
      if (!isMoved) map.fitBounds(extent, { ...padding(), animate: false });
      else if (at) map.panInside(at, { ...padding(), animate: false });
    },
    show(at, zoom) {
      isMoved = true;
      map.setView(at, Math.max(map.getZoom(), zoom), { animate: false });
      map.panInside(at, { ...padding(), animate: false });
    },
  };
}

/** Let the wheel zoom only a map somebody has clicked, or with Ctrl; say so once. */
export function tameGestures({ map, isCoarse }, canvas, hint, words) {
  let timer = 0;
  const say = (text) => {
    hint.textContent = text;
    hint.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      hint.hidden = true;
    }, 1600);
  };
  canvas.addEventListener('pointerdown', () => map.scrollWheelZoom.enable());
  canvas.addEventListener('pointerleave', () => map.scrollWheelZoom.disable());
  const onWheel = (event) => {
    if (event.ctrlKey) map.scrollWheelZoom.enable();
    else if (!map.scrollWheelZoom.enabled()) say(words.wheelHint);
  };
  canvas.addEventListener('wheel', onWheel, { capture: true, passive: true });
  if (!isCoarse) return;
  const onMove = ({ touches }) => touches.length === 1 && say(words.touchHint);
  canvas.addEventListener('touchmove', onMove, { passive: true });
}
