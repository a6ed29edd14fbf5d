/** What the pointer or the focus is on: marked on the map, ringed in the legend, told. */
import { createHover } from './hover.js';

const EDGE = 8;

/** Return {point, leave, renew, isOn}; a country whose card is open is marked only. */
export function createPointing(panel, canvas, { scene, legend, now }) {
  const hover = createHover(panel, () => freeArea(canvas));
  let pointed = null;

  function point(target) {
    const view = scene.view();
    if (!view) return;
    pointed = target;
    const { code, isFocus } = target;
    scene.mark({ [code]: isFocus ? 'focused' : 'pointed' });
    legend.ring(view.kinds.get(code));
    if (now().country !== code) hover.show(view.hoverOf(code), scene.boxOf(code));
  }

  function leave() {
    pointed = null;
    hover.hide();
    legend.ring(null);
    scene.mark();
  }

  return {
    point,
    leave,
    renew: () => pointed && point(pointed),
    isOn: () => pointed !== null,
  };
}

function freeArea(canvas) {
  const { left, right, top, bottom } = canvas.getBoundingClientRect();
  return {
    left: left + EDGE,
    right: right - EDGE,
    top: top + EDGE,
    bottom: bottom - EDGE,
  };
}

/** Let a row of the legend dim the countries that are not of its kind. */
export function wireKinds(page, canvas) {
  page.addEventListener('kind:point', ({ detail }) => {
    for (const node of canvas.querySelectorAll('.shape, .dot, .circle'))
      node.classList.toggle('is-dimmed', !node.classList.contains(`shape--${detail}`));
  });
  page.addEventListener('kind:leave', () => {
    for (const node of canvas.querySelectorAll('.is-dimmed'))
      node.classList.remove('is-dimmed');
  });
}
