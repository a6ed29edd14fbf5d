/** The layer of figures: one indicator in one period, with picker and years. */
import { mendChart } from '../chart/keys.js';
import { cellsOf, hoverOf } from '../figures/content.js';
import { nearestPeriod } from '../figures/periods.js';
import { createPicker } from '../figures/picker.js';
import { createStore } from '../figures/store.js';
import { createTimeline } from '../figures/timeline.js';
import { figuresView } from '../figures/view.js';
import { fill } from '../format.js';

/** What there is to choose from is asked for first, unless the page brings a picture. */
export async function createLayer(content, tools) {
  const { key: layer, part, words, now, go, say } = tools;
  const { first } = content;
  const codes = tools.participants.map(({ code }) => code);
  const store = createStore(content);
  let entries = first ? { [first.series.series]: first.entry } : {};
  const picker = createPicker(part('picker'), catalogue);
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

  part('picker').addEventListener('indicator:fault', () => say(words.noFigures));

  // The chart, which is of figures too, reads the same words.
  Object.assign(words, content.words);

  async function catalogue() {
    const told = await store.catalogue();
    ({ entries } = told);
    Object.assign(words, told.words);
    return told;
  }

  function mend(asked, opening) {
    const indicator = entries[asked.indicator] ? asked.indicator : opening.indicator;
    const periods = entries[indicator]?.periods ?? [opening.year];
    const year = nearestPeriod(periods, asked.year);
    return { indicator, year, ...mendChart(asked, codes) };
  }

  async function view({ indicator, year, country }) {
    if (!(await hasFigures(indicator, year))) return null;
    const { entry, series, period } = figures;
    completeLater(indicator, entry);
    picker.show(indicator, entry);
    timeline.show(entry.periods, period);
    const picture = figuresView({ ...tools, country }, entry, series, period);
    return {
      ...picture,
      chart: () => chartOf(indicator, period),
      caption: `${entry.name}, ${period}`,
      remark: `${entry.definition} ${fill(words.source, { source: entry.source })}`,
      source: entry.source,
      definition: entry.definition,
      csv: entry.csv,
      columns: [
        { key: 'value', label: picture.title, isNumber: true },
        { key: 'note', label: words.columnNote },
      ],
      cellsOf: (code) => cellsOf(context, picture, code),
      courseOf: (code) => hoverOf(context, picture, code).course,
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
        const [series, told] = await Promise.all([
          store.figures(indicator),
          catalogue(),
        ]);
        if (now().indicator !== indicator) return false;
        const entry = told.entries[indicator];
        const notes = told.notes[indicator] ?? {};
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
      const [series, companion] = await Promise.all([
        store.figures(key),
        entry.count ? store.figures(entry.count) : null,
        catalogue(),
      ]);
      if (now().indicator !== key) return;
      const index = series.periods.indexOf(now().year);
      const beside = companion
        ? { series: companion, entry: entries[entry.count] }
        : null;
      Object.assign(figures, { series, isWhole: true, companion: beside, index });
      tools.tell();
    } catch {
      say(words.noFigures);
    }
  }

  if (!first) await catalogue();
  return { mend, view, rest: timeline.stop };
}
