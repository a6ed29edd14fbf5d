/** Which country lies next in a direction; screen coordinates, y grows downwards. */

const DIRECTIONS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const SIDEWAYS_COSTS = 2.2;

export function isArrow(key) {
  return key in DIRECTIONS;
}

/** Return the code nearest to `from` in the direction of an arrow key, or null. */
export function nearest(points, from, key) {
  const [dx, dy] = DIRECTIONS[key];
  const [x, y] = points.get(from);
  let best = null;
  let least = Infinity;
  for (const [code, [px, py]] of points) {
    const ahead = (px - x) * dx + (py - y) * dy;
    const aside = Math.abs((px - x) * dy - (py - y) * dx);
    if (code === from || ahead <= 0 || aside > ahead * 2) continue;
    const cost = ahead + aside * SIDEWAYS_COSTS;
    if (cost < least) [best, least] = [code, cost];
  }
  return best;
}
