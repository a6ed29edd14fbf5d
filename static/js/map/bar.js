/** The bar under the map: map, chart or table, what is shown and by which source, link, file. */
import { tell } from './dom.js';
import { fill } from './format.js';

/** Wire the switches of the page; return {show, say}. */
export function wireBar(page, words) {
  const part = (name) => page.querySelector(`[data-bar="${name}"]`);
  const status = part('status');

  page.addEventListener('click', (event) => {
    const layer = event.target.closest('[data-layer-key]');
    const view = event.target.closest('[data-view-key]');
    if (!layer && !view) return;
    event.preventDefault();
    if (layer) tell(page, 'layer:change', layer.dataset.layerKey);
    else tell(page, 'view:change', view.dataset.viewKey);
  });

  part('copy').addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say(words.copied);
    } catch {
      say(fill(words.notCopied, { address: location.href }));
    }
  });

  function say(text) {
    status.textContent = '';
    status.textContent = text;
  }

  /** Under the map a sentence of figures, longer by the year, would move the map. */
  function tellSummary({ form, summary }) {
    const isShort = form === 'kinds';
    part('summary').textContent = isShort ? summary : '';
    part('sentence').textContent = isShort ? '' : summary;
    part('sentence').hidden = isShort || !summary;
  }

  function show(state, view) {
    const { chart, source, definition, csv } = view;
    setCurrent(page, 'layerKey', state.layer);
    setCurrent(page, 'viewKey', state.view);
    page.querySelector('[data-view-key="chart"]').hidden = !chart;
    tellSummary(view);
    part('source').textContent = source;
    part('definition').textContent = definition;
    part('more').hidden = !definition;
    part('download').href = csv;
    part('download').hidden = !csv;
    part('workbook').href = csv.replace(/csv$/, 'xlsx');
    part('workbook').hidden = !csv;
  }

  return { show, say };
}

function setCurrent(page, key, wanted) {
  const attribute = key === 'layerKey' ? 'data-layer-key' : 'data-view-key';
  for (const option of page.querySelectorAll(`[${attribute}]`)) {
    if (option.dataset[key] === wanted) option.setAttribute('aria-current', 'true');
    else option.removeAttribute('aria-current');
  }
}
