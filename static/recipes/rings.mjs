/** Plane geometry on rings: lists of [x, y], the last equal to the first. */

export function area(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) {
    sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return Math.abs(sum) / 2;
}

export function contains(ring, [x, y]) {
  let inside = false;
  for (let i = 1; i < ring.length; i += 1) {
    const [ax, ay] = ring[i - 1];
    const [bx, by] = ring[i];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax)
      inside = !inside;
  }
  return inside;
}

/** Return the polygon's parts between -180 and 180, none of them crossing the meridian. */
export function cutAtMeridian(polygon) {
  const rings = polygon.map(unwrap);
  if (rings[0].every(([x]) => x >= -180 && x <= 180)) return [rings];
  return [-360, 0, 360].flatMap((shift) => {
    const parts = rings
      .map((ring) => ring.map(([x, y]) => [x + shift, y]))
      .map((ring) => keepSide(keepSide(ring, -180, 1), 180, -1))
      .map(close);
    return isRing(parts[0]) ? [parts.filter(isRing)] : [];
  });
}

/** Return the two rings that a line between two corners of the ring leaves. */
export function splitByLine(ring, line) {
  const corners = ring.slice(0, -1);
  const from = nearest(corners, line[0]);
  const to = nearest(corners, line.at(-1));
  const inner = line.slice(1, -1);
  const walk = (a, b) => {
    const length = ((b - a + corners.length) % corners.length) + 1;
    return Array.from({ length }, (_, i) => corners[(a + i) % corners.length]);
  };
  return [
    [...walk(from, to), ...inner.toReversed(), corners[from]],
    [...walk(to, from), ...inner, corners[to]],
  ];
}

function unwrap(ring) {
  let turn = 0;
  return ring.map(([x, y], i) => {
    const step = i === 0 ? 0 : x - ring[i - 1][0];
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return [x + turn, y];
  });
}

/** Sutherland and Hodgman's cut by one vertical line. */
function keepSide(ring, limit, sign) {
  const kept = (point) => sign * (point[0] - limit) >= 0;
  return ring.flatMap((point, i) => {
    const before = ring[(i || ring.length) - 1];
    const crossing = kept(point) === kept(before) ? [] : [meet(before, point, limit)];
    return kept(point) ? [...crossing, point] : crossing;
  });
}

function meet([ax, ay], [bx, by], x) {
  return [x, ay + ((by - ay) * (x - ax)) / (bx - ax)];
}

function close(ring) {
  if (ring.length === 0) return ring;
  const [first, last] = [ring[0], ring.at(-1)];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

function isRing(ring) {
  return ring.length >= 4 && area(ring) > 0;
}

function nearest(corners, [x, y]) {
  const distances = corners.map(([cx, cy]) => Math.hypot(cx - x, cy - y));
  return distances.indexOf(Math.min(...distances));
}
