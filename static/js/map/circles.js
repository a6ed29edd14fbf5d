/** Counts as circles, on the same scale in every year. */
import { largestOn, radiusOf } from './areas.js';
import { roomiest, widestRing } from './geometry.js';

const { L } = globalThis;

/**
 * Return {show, placeOf}: circles in the middle of each state, the largest drawn first.
 * A new year changes sizes and classes; a circle stays the element it was.
 */
export function createCircles(map, shapes, extent) {
  const pane = map.createPane('circles');
  const renderer = L.svg({ pane: 'circles', padding: 0.4 });
  const places = placesIn(map, shapes, extent);
  const drawn = new Map();
  pane.setAttribute('aria-hidden', 'true');

  return {
    placeOf: (code) => places.get(code),

    show({ circles, kinds }) {
      const bySize = circles ? largestFirst(circles.values, places) : [];
      const wanted = new Set(bySize.map(([code]) => code));
      for (const code of drawn.keys()) if (!wanted.has(code)) remove(code);
      const largest = largestOn(map.getSize().x);
      for (const [code, value] of bySize)
        put(code, radiusOf(value, circles.most, largest), kinds.get(code));
      stack([...wanted]);
    },
  };

  function put(code, radius, kind) {
    const circle = drawn.get(code) ?? add(code, radius);
    if (circle.getRadius() !== radius) circle.setRadius(radius);
    const look = `circle shape--${kind}`;
    const path = circle.getElement();
    if (path.getAttribute('class') !== look) path.setAttribute('class', look);
  }

  function add(code, radius) {
    const look = { renderer, interactive: false, radius };
    const circle = L.circleMarker(places.get(code), look).addTo(map);
    drawn.set(code, circle);
    return circle;
  }

  function remove(code) {
    drawn.get(code).remove();
    drawn.delete(code);
  }

  /** The largest below all others; only what is out of order moves. */
  function stack(codes) {
    let above = null;
    for (const code of codes.reverse()) {
      const path = drawn.get(code).getElement();
      if (path.nextElementSibling !== above) path.parentNode.insertBefore(path, above);
      above = path;
    }
  }
}

function largestFirst(values, places) {
  return [...values]
    .filter(([code, value]) => value && places.has(code))
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
}

/** Where each circle stands: a state that reaches out of the extent has it inside. */
function placesIn(map, shapes, extent) {
  const bounds = L.latLngBounds(extent);
  return new Map(
    [...shapes].map(([code, shape]) => {
      const [longitude, latitude] = shape.properties.at;
      const middle = L.latLng(latitude, longitude);
      return [code, bounds.contains(middle) ? middle : middleIn(map, shape, bounds)];
    }),
  );
}

function middleIn(map, shape, bounds) {
  const project = (place) => {
    const { x, y } = map.latLngToLayerPoint(place);
    return [x, y];
  };
  const [[x0, y1], [x1, y0]] = [bounds.getSouthWest(), bounds.getNorthEast()].map(
    project,
  );
  const ring = widestRing(shape).map(([lng, lat]) => project([lat, lng]));
  const place = roomiest(ring, [x0, y0, x1, y1], []);
  const [longitude, latitude] = shape.properties.at;
  return place ? map.layerPointToLatLng(place) : L.latLng(latitude, longitude);
}
