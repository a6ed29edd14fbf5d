/** One tab stop for the whole map: arrows move between countries, Enter opens. */
import { tell } from './dom.js';
import { searchKey } from './format.js';
import { isArrow, nearest } from './nearest.js';

const CLICK_MOVES = 6;
// Letters typed within this time, in ms, are one beginning of a name.
const TYPING = 800;

/**
 * Return {label, moveTo, focus, current}. Tells `country:point`, `country:leave` and
 * `country:select`. `points` returns where each country stands on screen now; letters lead
 * to the next country in `order` whose name, from `names`, begins with them.
 */
export function createRoving(canvas, shapes, { points, order, names }) {
  let current = order[0];
  let pressed = null;
  let isSilent = false;
  let typed = { letters: '', at: 0 };

  function refresh(describe) {
    for (const node of shapes.elements()) {
      const { code } = node.dataset;
      const isStop = node === shapes.elementOf(code);
      if (!isStop) {
        node.removeAttribute('tabindex');
        put(node, 'aria-hidden', 'true');
        continue;
      }
      node.removeAttribute('aria-hidden');
      put(node, 'role', 'button');
      put(node, 'tabindex', code === current ? '0' : '-1');
      put(node, 'aria-label', describe(code));
    }
  }

  function moveTo(code) {
    if (!shapes.elementOf(code)) return;
    shapes.elementOf(current)?.setAttribute('tabindex', '-1');
    current = code;
    shapes.elementOf(current).setAttribute('tabindex', '0');
  }

  /** Focus a country; quietly means that nothing is told of it. */
  function focus(code, { isQuiet = false } = {}) {
    moveTo(code);
    isSilent = isQuiet;
    shapes.elementOf(code)?.focus({ preventScroll: true });
    isSilent = false;
  }

  /** After a click the map may move under a pointer that rests: that points at nothing. */
  function isStill({ clientX, clientY }) {
    return pressed?.[0] === clientX && pressed?.[1] === clientY;
  }

  function step(event) {
    const next = nearest(points(), current, event.key);
    if (next) focus(next);
  }

  function jump(index) {
    focus(order.at(index));
  }

  /** The same letter again leads on; another one makes the beginning longer. */
  function type(letter, at) {
    const isNew = at - typed.at > TYPING;
    const letters = isNew || typed.letters === letter ? letter : typed.letters + letter;
    typed = { letters, at };
    const from = order.indexOf(current) + (letters.length === 1 ? 1 : 0);
    const turned = [...order.slice(from), ...order.slice(0, from)];
    const found = turned.find((code) => searchKey(names.get(code)).startsWith(letters));
    if (found) focus(found);
  }

  canvas.addEventListener('keydown', (event) => {
    if (!event.target.dataset?.code) return;
    const { key } = event;
    if (isLetter(event)) type(searchKey(key), event.timeStamp);
    else if (isArrow(key)) step(event);
    else if (key === 'Home') jump(0);
    else if (key === 'End') jump(-1);
    else if (key === 'Enter' || key === ' ') tell(canvas, 'country:select', current);
    else return;
    event.preventDefault();
  });
  canvas.addEventListener('focusin', ({ target }) => {
    if (target.dataset?.code && !isSilent)
      tell(canvas, 'country:point', { code: target.dataset.code, isFocus: true });
  });
  canvas.addEventListener('focusout', () => tell(canvas, 'country:leave'));
  canvas.addEventListener('pointerover', (event) => {
    const { target, pointerType } = event;
    if (target.dataset?.code && pointerType !== 'touch' && !isStill(event)) {
      tell(canvas, 'country:point', { code: target.dataset.code, isFocus: false });
    }
  });
  canvas.addEventListener(
    'pointerout',
    ({ target }) => target.dataset?.code && tell(canvas, 'country:leave'),
  );
  canvas.addEventListener('pointerdown', ({ clientX, clientY }) => {
    pressed = [clientX, clientY];
  });
  canvas.addEventListener('click', ({ target, clientX, clientY }) => {
    const moved =
      pressed && Math.hypot(clientX - pressed[0], clientY - pressed[1]) > CLICK_MOVES;
    const code = target.dataset?.code;
    if (!code || moved) return;
    moveTo(code);
    tell(canvas, 'country:select', code);
  });

  return { refresh, moveTo, focus, current: () => current };
}

/** Set what changed, and nothing else: a year leaves most words as they are. */
function put(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

function isLetter({ key, ctrlKey, altKey, metaKey }) {
  return /^\p{L}$/u.test(key) && !(ctrlKey || altKey || metaKey);
}
