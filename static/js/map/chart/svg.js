/** Marks as SVG elements; colours come from the style sheet. */
import { drawing } from '../dom.js';

/** Return an SVG of this size; it is named by whoever puts it on the page. */
export function svgOf(marks, { width, height, direction }) {
  const size = { width, height, viewBox: `0 0 ${width} ${height}`, direction };
  const nodes = marks.map((mark) => MAKERS[mark.shape](mark));
  return drawing(
    'svg',
    { class: 'chart__plot', ...size, 'aria-hidden': 'true' },
    ...nodes,
  );
}

const MAKERS = {
  line: ({ points, tone, width, isDashed }) =>
    drawing('polyline', {
      class: `mark mark--line mark--${tone}`,
      points: points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '),
      'stroke-width': width,
      'stroke-dasharray': isDashed ? '4 4' : null,
    }),
  dot: ({ x, y, r, tone, isHollow }) =>
    drawing('circle', {
      class: `mark mark--${isHollow ? 'hollow' : 'full'} mark--${tone}`,
      cx: x.toFixed(1),
      cy: y.toFixed(1),
      r,
    }),
  bar: ({ x, y, width, height, tone, isHollow }) =>
    drawing('rect', {
      class: `mark mark--${isHollow ? 'hollow' : 'full'} mark--${tone}`,
      x,
      y,
      width,
      height,
    }),
  text: ({ x, y, words, tone, anchor, size, isBold }) => {
    const node = drawing('text', {
      class: `mark mark--text mark--${tone}`,
      x: x.toFixed(1),
      y: y.toFixed(1),
      'text-anchor': anchor,
      'font-size': size,
      'font-weight': isBold ? 600 : null,
    });
    node.textContent = words;
    return node;
  },
};
