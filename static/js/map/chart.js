/** The chart, fetched with its style sheet when it is shown for the first time. */
import { element } from './dom.js';

/** Return a function (view, state) that shows a view as a chart; the table if it cannot. */
export function createChartLater(section, config, { go, say }) {
  const { chart, chartStyle } = config.addresses;
  let fetched = null;
  let last = 0;

  async function fetch() {
    const [{ createChart }] = await Promise.all([import(chart), dressed(chartStyle)]);
    return createChart(section, config, { go, say });
  }

  return async (view, state) => {
    last += 1;
    const mine = last;
    try {
      fetched ??= fetch();
      const [made, content] = await Promise.all([fetched, view.chart()]);
      // Meanwhile the reader may have gone on.
      if (mine === last) made.show(content, state);
    } catch {
      fetched = null;
      say(config.words.noChart);
      go({ view: 'table' });
    }
  };
}

function dressed(href) {
  const link = element('link', { rel: 'stylesheet', href });
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}
