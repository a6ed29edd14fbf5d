/** The years: a native range over the periods that have figures, with play. */
import { drawing, tell } from '../dom.js';

const STEP = 900;
const LABEL_WIDTH = 46;

/** Return {show, step}; tells `year:change` with a period. */
export function createTimeline(section, words) {
  const input = section.querySelector('.slider__input');
  const ticks = section.querySelector('.slider__ticks');
  const year = section.querySelector('.slider__year');
  const play = section.querySelector('.slider__play');
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let periods = [];
  let labels = 0;
  let timer = 0;

  /** Show all periods and the one of now, spelled as `told` where it covers more. */
  function show(all, period, told = period) {
    const room = Math.max(
      2,
      Math.floor(ticks.getBoundingClientRect().width / LABEL_WIDTH),
    );
    if (all.join() !== periods.join() || room !== labels) {
      periods = all;
      labels = room;
      input.max = String(Math.max(0, periods.length - 1));
      drawTicks(ticks, periods, labels);
    }
    input.value = String(periods.indexOf(period));
    input.setAttribute('aria-valuetext', told);
    input.disabled = periods.length < 2;
    play.hidden = periods.length < 2;
    year.textContent = told;
    setReached(
      section,
      periods.length > 1 ? periods.indexOf(period) / (periods.length - 1) : 1,
    );
  }

  function go(index) {
    if (index >= 0 && index < periods.length)
      tell(section, 'year:change', periods[index]);
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    setPlaying(play, false, words);
  }

  function start() {
    if (Number(input.value) >= periods.length - 1) go(0);
    setPlaying(play, true, words);
    timer = setInterval(() => {
      const next = Number(input.value) + 1;
      if (next >= periods.length) stop();
      else go(next);
    }, STEP);
  }

  input.addEventListener('input', () => {
    stop();
    go(Number(input.value));
  });
  play.addEventListener('click', () => {
    if (timer) stop();
    else if (isCalm) go(periods.length - 1);
    else start();
  });
  for (const button of section.querySelectorAll('[data-step]')) {
    button.addEventListener('click', () => {
      stop();
      go(Number(input.value) + Number(button.dataset.step));
    });
  }
  return { show, stop };
}

function setPlaying(play, isPlaying, words) {
  play.setAttribute('aria-label', isPlaying ? words.pause : words.play);
  play.querySelector('.icon').className = `icon icon--${isPlaying ? 'pause' : 'play'}`;
}

/** How much of the track is behind the thumb, for the style sheet. */
function setReached(section, part) {
  section.style.setProperty('--reached', `${(part * 100).toFixed(2)}%`);
}

/** A tick at every period; years in words at as many of them as there is room for. */
function drawTicks(ticks, periods, labels) {
  const last = periods.length - 1;
  const every = Math.max(1, Math.ceil(last / labels));
  const isNamed = (i) => i === last || (i % every === 0 && last - i >= every * 0.8);
  const marks = periods.flatMap((period, i) => {
    const at = `${last ? (i / last) * 100 : 50}%`;
    const tick = drawing('line', {
      class: 'slider__tick',
      x1: at,
      x2: at,
      y1: 0,
      y2: 6,
    });
    if (!isNamed(i)) return [tick];
    const label = drawing('text', { class: 'slider__label', x: at, y: 20 });
    label.textContent = period;
    return [tick, label];
  });
  ticks.replaceChildren(...marks);
}
