/** The buttons for nearer, farther and all. */

/** Wire the buttons of the page to a stage; one that can do no more is dull. */
export function wireZoom(page, stage) {
  const buttons = [...page.querySelectorAll('[data-zoom]')];
  const dull = () => {
    for (const button of buttons)
      button.setAttribute('aria-disabled', !stage.canZoom(Number(button.dataset.zoom)));
  };
  stage.map.on('zoomend', dull);
  dull();
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const step = Number(button.dataset.zoom);
      if (step) stage.zoomBy(step);
      else stage.fit();
    });
  }
}
