/** The layer of figures: one indicator in one period, with picker and years. */
import { mendChart } from '../chart/keys.js';
import { cellsOf, hoverOf } from '../figures/content.js';
import { nearestPeriod } from '../figures/periods.js';
import { createPicker } from '../figures/picker.js';
import { createStore } from '../figures/store.js';
import { createTimeline } from '../figures/timeline.js';
import { figuresView } from '../figures/view.js';
import { fill } from '../format.js';

export function createLayer(content, tools) {
  const { key: layer, part, words, now, go, say } = tools;
  const { first, periods } = content;
  const codes = tools.participants.map(({ code }) => code);
  const store = createStore(content);
  const picker = createPicker(part('picker'));
  const timeline = createTimeline(part('timeline'), words);
  // What is at hand of the series shown; all years and the companion come later.
  const figures = {
    series: first?.series ?? null,
    isWhole: false,
    companion: null,
    entry: first?.entry ?? null,
    notes: first?.notes ?? {},
    index: 0,
    period: '',
  };
  const context = { ...tools, figures };

  part('picker').addEventListener('indicator:change', ({ detail }) =>
    go({ layer, indicator: detail }),
  );
  part('timeline').addEventListener('year:change', ({ detail }) =>
    go({ year: detail }),
  );

  function mend(asked, opening) {
    const indicator = periods[asked.indicator] ? asked.indicator : opening.indicator;
    const year = nearestPeriod(periods[indicator], asked.year);
    return { indicator, year, ...mendChart(asked, codes) };
  }

  async function view({ indicator, year }) {
    if (!(await hasFigures(indicator, year))) return null;
    const { entry, series, period } = figures;
    completeLater(indicator, entry);
    picker.show(indicator, entry);
    timeline.show(entry.periods, period);
    const picture = figuresView(tools, entry, series, period);
    return {
      ...picture,
      chart: () => chartOf(indicator, period),
      caption: `${entry.name}, ${period}`,
      remark: `${entry.definition} ${fill(words.source, { source: entry.source })}`,
      source: entry.source,
      summary: '',
      definition: entry.definition,
      csv: entry.csv,
      columns: [
        { key: 'value', label: picture.title, isNumber: true },
        { key: 'note', label: words.columnNote },
      ],
      cellsOf: (code) => cellsOf(context, picture, code),
      hoverOf: (code) => hoverOf(context, picture, code),
      nowOf: (code) => hoverOf(context, picture, code),
    };
  }

  /** All years and the words, which are asked for once. */
  async function chartOf(indicator, period) {
    const [series, catalogue] = await Promise.all([
      store.figures(indicator),
      store.catalogue(),
    ]);
    const entry = catalogue.entries[indicator];
    const index = series.periods.indexOf(period);
    return { key: indicator, entry, series, index, period, told: catalogue.chart };
  }

  /** Say whether the figures are at hand; ask for all years if they are not. */
  async function hasFigures(indicator, year) {
    if (
      figures.series?.series !== indicator ||
      !figures.series.periods.includes(year)
    ) {
      try {
        const [series, catalogue] = await Promise.all([
          store.figures(indicator),
          store.catalogue(),
        ]);
        if (now().indicator !== indicator) return false;
        const entry = catalogue.entries[indicator];
        const notes = catalogue.notes[indicator] ?? {};
        Object.assign(figures, {
          series,
          entry,
          notes,
          isWhole: true,
          companion: null,
        });
      } catch {
        say(words.noFigures);
        return false;
      }
    }
    const period = now().year;
    const index = figures.series.periods.indexOf(period);
    Object.assign(figures, { period, index });
    return true;
  }

  /** After the first picture: all years, and the number beside a share. */
  async function completeLater(key, entry) {
    if (figures.isWhole && (figures.companion || !entry.count)) return;
    try {
      const [series, companion, catalogue] = await Promise.all([
        store.figures(key),
        entry.count ? store.figures(entry.count) : null,
        entry.count ? store.catalogue() : null,
      ]);
      if (now().indicator !== key) return;
      const index = series.periods.indexOf(now().year);
      const beside = companion
        ? { series: companion, entry: catalogue.entries[entry.count] }
        : null;
      Object.assign(figures, { series, isWhole: true, companion: beside, index });
      tools.tell();
    } catch {
      say(words.noFigures);
    }
  }

  return { mend, view, rest: timeline.stop };
}
