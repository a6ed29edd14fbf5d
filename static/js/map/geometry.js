/** Plane geometry on rings of [x, y] for names on the map; no DOM, no Leaflet. */

export function bounds(points) {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Return the outer ring of a GeoJSON shape whose box is the largest. */
export function widestRing({ geometry }) {
  const sizeOf = (ring) => {
    const [x0, y0, x1, y1] = bounds(ring);
    return (x1 - x0) * (y1 - y0);
  };
  return outerRings(geometry).reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
}

export function outerRings({ type, coordinates }) {
  return type === 'Polygon' ? [coordinates[0]] : coordinates.map(([outer]) => outer);
}

export function overlaps(a, b, gap = 0) {
  return (
    a[0] < b[2] + gap && b[0] < a[2] + gap && a[1] < b[3] + gap && b[1] < a[3] + gap
  );
}

export function contains(ring, [x, y]) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax)
      inside = !inside;
  }
  return inside;
}

/** Return the stretch [from, to] of a horizontal line inside the ring around x. */
export function stretchAt(ring, [x, y]) {
  let from = -Infinity;
  let to = Infinity;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[j];
    if (ay > y === by > y) continue;
    const crossing = ((bx - ax) * (y - ay)) / (by - ay) + ax;
    if (crossing <= x) from = Math.max(from, crossing);
    else to = Math.min(to, crossing);
  }
  return [from, to];
}

export function rectAround([x, y], [width, height]) {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/** Return the points of a rectangle where it is worth asking what lies beneath. */
export function samples([x0, y0, x1, y1]) {
  const middle = (y0 + y1) / 2;
  return [0, 0.25, 0.5, 0.75, 1].map((part) => [x0 + (x1 - x0) * part, middle]);
}

/** Say whether a line between two points passes through a rectangle. */
export function crosses([[ax, ay], [bx, by]], [x0, y0, x1, y1]) {
  let from = 0;
  let to = 1;
  for (const [start, step, low, high] of [
    [ax, bx - ax, x0, x1],
    [ay, by - ay, y0, y1],
  ]) {
    if (step === 0) {
      if (start < low || start > high) return false;
      continue;
    }
    const ends = [(low - start) / step, (high - start) / step].sort((a, b) => a - b);
    from = Math.max(from, ends[0]);
    to = Math.min(to, ends[1]);
  }
  return from <= to;
}

/** Say whether two lines cross. */
export function meets([a, b], [c, d]) {
  const side = ([px, py], [qx, qy], [rx, ry]) =>
    Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

/** Return the point of a ring inside a frame that is farthest from edges and `taken`. */
export function roomiest(ring, frame, taken, steps = 14) {
  const [x0, y0, x1, y1] = visibleBox(ring, frame);
  if (x1 - x0 < 40 || y1 - y0 < 12) return null;
  let best = null;
  let most = 12;
  for (let i = 1; i < steps; i += 1) {
    for (let j = 1; j < steps; j += 1) {
      const point = [x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * j) / steps];
      if (!contains(ring, point)) continue;
      const room = roomAt(ring, point, frame, taken);
      if (room > most) [best, most] = [point, room];
    }
  }
  return best;
}

function visibleBox(ring, frame) {
  const box = bounds(ring);
  return [
    Math.max(box[0], frame[0]),
    Math.max(box[1], frame[1]),
    Math.min(box[2], frame[2]),
    Math.min(box[3], frame[3]),
  ];
}

/** Distance to the nearest corner, edge of the frame or rectangle taken. */
function roomAt(ring, [x, y], frame, taken) {
  let room = Math.min(x - frame[0], y - frame[1], frame[2] - x, frame[3] - y);
  for (const [cx, cy] of ring) room = Math.min(room, Math.hypot(cx - x, cy - y));
  for (const [x0, y0, x1, y1] of taken) {
    const dx = Math.max(x0 - x, 0, x - x1);
    const dy = Math.max(y0 - y, 0, y - y1);
    room = Math.min(room, Math.hypot(dx, dy));
  }
  return room;
}
