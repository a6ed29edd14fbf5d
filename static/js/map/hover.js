/** The card that follows the pointer or the focus: beside a country, never on it. */
import { element } from './dom.js';
import { sparkline } from './sparkline.js';

const GAP = 14;
const COURSE = { name: 'hover__course', width: 72, height: 34 };

/** Return {show, hide}; `free` returns the rectangle of the stage that panels leave. */
export function createHover(panel, free) {
  function show(content, shape) {
    panel.replaceChildren(...partsOf(content));
    panel.hidden = false;
    // On phones the sheet tells instead.
    if (!panel.offsetParent) return;
    const place = placeBeside(panel.getBoundingClientRect(), shape, free());
    const stage = panel.offsetParent.getBoundingClientRect();
    panel.style.left = `${place.left - stage.left}px`;
    panel.style.top = `${place.top - stage.top}px`;
  }

  function hide() {
    panel.hidden = true;
  }

  return { show, hide };
}

/** Return where a box stands beside a rectangle with the most room, inside a frame. */
export function placeBeside(box, shape, frame) {
  const sides = [
    { room: frame.right - shape.right, left: shape.right + GAP, top: shape.top },
    {
      room: shape.left - frame.left,
      left: shape.left - GAP - box.width,
      top: shape.top,
    },
  ].sort((a, b) => b.room - a.room);
  const side =
    sides.find(({ room }) => room >= box.width + GAP) ??
    aboveOrBelow(box, shape, frame);
  return {
    left: clamp(side.left, frame.left, frame.right - box.width),
    top: clamp(side.top, frame.top, frame.bottom - box.height),
  };
}

function aboveOrBelow(box, shape, frame) {
  const left = (shape.left + shape.right - box.width) / 2;
  const above = { left, top: shape.top - GAP - box.height };
  const below = { left, top: shape.bottom + GAP };
  return shape.top - frame.top > frame.bottom - shape.bottom ? above : below;
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(value, high));
}

function partsOf({ name, years, value, detail, note, course, isNothing }) {
  const size = isNothing ? 'hover__value hover__value--words' : 'hover__value';
  return [
    element(
      'div',
      { class: 'hover__head' },
      element('b', { class: 'hover__name' }, name),
      years ? element('span', { class: 'hover__years' }, years) : null,
    ),
    element(
      'div',
      { class: 'hover__body' },
      element(
        'div',
        {},
        element('div', { class: size }, value),
        detail ? element('div', { class: 'hover__detail' }, detail) : null,
      ),
      course ? sparkline(course, COURSE) : null,
    ),
    element('div', { class: 'hover__note' }, note),
  ];
}
