/** Counts as circles, on the same scale in every year. */
import { largestOn, radiusOf } from './areas.js';
import { roomiest, widestRing } from './geometry.js';

const { L } = globalThis;

/** Return {show, placeOf}: circles in the middle of each state, the largest drawn first. */
export function createCircles(map, shapes, extent) {
  const pane = map.createPane('circles');
  const renderer = L.svg({ pane: 'circles', padding: 0.4 });
  const group = L.layerGroup().addTo(map);
  const places = placesIn(map, shapes, extent);
  pane.setAttribute('aria-hidden', 'true');

  return {
    placeOf: (code) => places.get(code),

    show({ circles, kinds }) {
      group.clearLayers();
      if (!circles) return;
      const largest = largestOn(map.getSize().x);
      const bySize = [...circles.values]
        .filter(([code, value]) => value && places.has(code))
        .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
      for (const [code, value] of bySize) {
        L.circleMarker(places.get(code), {
          renderer,
          interactive: false,
          radius: radiusOf(value, circles.most, largest),
          className: `circle shape--${kinds.get(code)}`,
        }).addTo(group);
      }
    },
  };
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
