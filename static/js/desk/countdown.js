/** Return 4:05 for 245 seconds. */
export function clock(seconds) {
  const rest = String(Math.floor(seconds % 60)).padStart(2, '0');
  return `${Math.floor(seconds / 60)}:${rest}`;
}

/** Show beside the sentence how much time is left to undo; at the end take the bar away. */
export function countDown(element) {
  const end = Date.now() + Number(element.dataset.left) * 1000;
  const time = document.createElement('span');
  time.className = 'number';
  time.setAttribute('aria-hidden', 'true');
  element.after(' ', time);
  const timer = setInterval(tick, 1000);
  tick();

  function tick() {
    const seconds = Math.max(0, Math.round((end - Date.now()) / 1000));
    time.textContent = clock(seconds);
    if (seconds > 0) return;
    clearInterval(timer);
    element.closest('.undo-bar').hidden = true;
  }
}
