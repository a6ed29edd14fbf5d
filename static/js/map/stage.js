/** The Leaflet map: no tiles, fitted to the area the panels leave free. */

const { L } = globalThis;
const WORLD = [
  [-60, -179],
  [84, 179],
];
const MARGIN = 16;
const NARROW = 900;

/** Return the map and what moves it, on an element; `panels` are what floats over it. */
export function createStage(canvas, { extent, panels }) {
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
    // On phones nothing floats over the map; the sheet laps over its lower edge.
    if (stage.width < NARROW) {
      return { paddingTopLeft: [4, 8], paddingBottomRight: [4, 8 + MARGIN] };
    }
    const { left, right } = roomTaken(stage, panels);
    return { paddingTopLeft: [left, 8], paddingBottomRight: [right, 8] };
  }

  return {
    map,
    isCoarse,
    /** Where the reader has moved the map, as in the address; else an empty text. */
    at() {
      const { lat, lng } = map.getCenter();
      const place = [lat.toFixed(2), lng.toFixed(2), map.getZoom().toFixed(2)];
      return isMoved ? place.join() : '';
    },
    /** Go where an address says. */
    goTo(at) {
      const [latitude, longitude, zoom] = at.split(',').map(Number);
      isMoved = true;
      map.setView([latitude, longitude], zoom, { animate: false });
    },
    zoomBy(step) {
      isMoved = true;
      map.setZoom(map.getZoom() + step, { animate: false });
    },
    /** Say whether a step is left in that direction: 1 in, -1 out, 0 the whole extent. */
    canZoom(step) {
      const zoom = map.getZoom();
      return step > 0 ? zoom < map.getMaxZoom() : step === 0 || zoom > map.getMinZoom();
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
    /** Fit to the canvas alone: on paper nothing floats over it. */
    fitAlone() {
      map.invalidateSize({ animate: false });
      if (!isMoved) map.fitBounds(extent, { animate: false });
    },
    show(at, zoom) {
      isMoved = true;
      map.setView(at, Math.max(map.getZoom(), zoom), { animate: false });
      map.panInside(at, { ...padding(), animate: false });
    },
  };
}

/** How far the panels reach into the stage from either side. */
function roomTaken(stage, panels) {
  const room = { left: MARGIN, right: MARGIN };
  for (const rect of panels.map((panel) => panel.getBoundingClientRect())) {
    if (rect.width === 0) continue;
    const isLeft = rect.left - stage.left < stage.right - rect.right;
    const side = isLeft ? 'left' : 'right';
    room[side] = Math.max(room[side], rect.width + 2 * MARGIN);
  }
  return room;
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
