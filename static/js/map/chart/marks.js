/**
 * What a chart is made of: one list of marks, drawn as SVG on the page and on a canvas
 * for a picture. `tone` is the name of a colour of the style sheet.
 */

export function line(points, tone, { width = 1, isDashed = false } = {}) {
  return { shape: 'line', points, tone, width, isDashed };
}

export function dot(x, y, tone, { r = 3, isHollow = false } = {}) {
  return { shape: 'dot', x, y, r, tone, isHollow };
}

export function bar(x, y, width, height, tone, { isHollow = false } = {}) {
  return { shape: 'bar', x, y, width, height, tone, isHollow };
}

/** `anchor` is start or end of the reading direction, or middle. */
export function text(x, y, words, tone, { anchor = 'start', size = 12, isBold } = {}) {
  return { shape: 'text', x, y, words, tone, anchor, size, isBold: Boolean(isBold) };
}

/** Return the marks as a page that is read from the right has them, numbers from the left. */
export function mirrored(marks, width) {
  return marks.map((mark) => {
    if (mark.shape === 'line')
      return { ...mark, points: mark.points.map(([x, y]) => [width - x, y]) };
    if (mark.shape === 'bar') return { ...mark, x: width - mark.x - mark.width };
    const { words = '' } = mark;
    const isNumber = words && !/\p{L}/u.test(words);
    const told = isNumber ? { words: `\u2066${words}\u2069` } : {};
    return { ...mark, x: width - mark.x, ...told };
  });
}

/** Return the marks moved down. */
export function lowered(marks, by) {
  return marks.map((mark) =>
    mark.shape === 'line'
      ? { ...mark, points: mark.points.map(([x, y]) => [x, y + by]) }
      : { ...mark, y: mark.y + by },
  );
}
