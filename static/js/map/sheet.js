/** On phones the card is a sheet with three stops: its title, the card, everything. */
import { tell } from './dom.js';

const STOPS = ['title', 'card', 'full'];
const SWIPE = 24;
const GRIP = '.map-card__handle, .map-card__group, .map-card__name';

/** Return {open}; a swipe below the lowest stop tells `card:close`. */
export function createSheet(aside) {
  const handle = aside.querySelector('.map-card__handle');
  let from = null;
  let isSwiped = false;

  function open() {
    stopAt('card');
  }

  function stopAt(stop) {
    aside.dataset.stop = stop;
    handle.setAttribute('aria-expanded', String(stop === 'full'));
    aside.scrollTop = 0;
  }

  function move(step) {
    const next = STOPS[Math.min(STOPS.indexOf(aside.dataset.stop) + step, 2)];
    if (next) stopAt(next);
    else tell(aside, 'card:close');
  }

  handle.addEventListener('click', () => {
    if (!isSwiped) stopAt(aside.dataset.stop === 'full' ? 'card' : 'full');
    isSwiped = false;
  });
  aside.addEventListener('pointerdown', ({ target, clientY }) => {
    from = target.closest(GRIP) ? clientY : null;
    isSwiped = false;
  });
  addEventListener('pointerup', ({ clientY }) => {
    const way = from === null ? 0 : clientY - from;
    from = null;
    isSwiped = Math.abs(way) >= SWIPE;
    if (isSwiped) move(way < 0 ? 1 : -1);
  });
  return { open };
}
