/** The chart, fetched with its style sheet when it is shown for the first time. */
import { later } from './later.js';

/** Return a function (view, state) that shows a view as a chart; the table if it cannot. */
export function createChartLater(section, config, { go, say }) {
  const made = later(config.parts.chart, ({ createChart }) =>
    createChart(section, config, { go, say }),
  );
  let last = 0;

  return async (view, state) => {
    last += 1;
    const mine = last;
    try {
      const [chart, content] = await Promise.all([made(), view.chart()]);
      // Meanwhile the reader may have gone on.
      if (mine === last) chart.show(content, state);
    } catch {
      say(config.words.noChart);
      go({ view: 'table' });
    }
  };
}
