/** What map, legend, sheet and table show of one state's flows; all from one list. */
import { steps } from '../areas.js';
import { figureWriter, fill } from '../format.js';
import { LARGEST_RADIUS } from './curves.js';
import { listOf } from './list.js';
import { BOTH, largestIn, partnersOf, periodOf } from './partners.js';

const ABSENT = '–';

/** Return {view, drawing, partners, period} for a state of the address. */
export function createPicture(tools, state, type, figures) {
  const { about, participants, language } = tools;
  const names = new Map(participants.map(({ code, name }) => [code, name]));
  const partners = partnersOf(figures, state);
  const period = periodOf(type, state.year);
  const rows = new Map(partners.rows.map((row) => [row.code, row]));
  const writer = figureWriter(language, { decimals: type.decimals, pattern: '{}' });
  const write = (value) =>
    value === null || value === undefined ? ABSENT : writer(value);
  const writeStep = figureWriter(language, { decimals: 0, pattern: '{}' });
  const sharer = figureWriter(language, { decimals: 1, pattern: '{}\u00a0%' });
  const writeShare = (value) =>
    value === null || value === undefined ? ABSENT : sharer(value);
  const country = names.get(state.country) ?? '';
  const headingOf = (way) => type[way].replace('{country}', country);
  const { ways } = partners;
  const place = figures.years.indexOf(state.year);
  const title = country
    ? `${ways.map(headingOf).join('; ')}, ${period}`
    : `${type.name}, ${period}`;
  const most = state.scale === 'same' ? type.most : largestIn(figures);
  const wayNames = Object.fromEntries(about.choices.way);

  const drawing = {
    country: state.country,
    most,
    curves: partners.shown.flatMap((row) =>
      ways
        .filter((way) => row[way] > 0)
        .map((way) => ({ code: row.code, way, value: row[way] })),
    ),
    labels: [
      { code: state.country, name: country, figure: '' },
      ...partners.shown.map((row) => ({
        code: row.code,
        name: names.get(row.code),
        figure: ways.map((way) => write(row[way])).join(' · '),
      })),
    ],
  };

  return { view: viewOf(), drawing, partners, period };

  function viewOf() {
    return {
      form: 'flows',
      ramp: null,
      circles: null,
      isUnnamed: Boolean(country),
      scale: country
        ? {
            most,
            steps: steps(most).map((value) => ({ value, label: writeStep(value) })),
            largest: LARGEST_RADIUS,
          }
        : null,
      kinds: new Map(
        participants.map(({ code }) => [
          code,
          code === state.country ? 'chosen' : 'counted',
        ]),
      ),
      rows: [],
      nothing: [],
      title: country
        ? `${ways.map(headingOf).join('; ')}, ${type.unit}`
        : about.words.chooseOnMap,
      note: country ? type.note : '',
      keys:
        country && state.way === BOTH ? ways.map((way) => [way, headingOf(way)]) : [],
      other: null,
      caption: title,
      remark: type.definition,
      source: type.source,
      summary: sentence(),
      definition: type.definition,
      csv: country ? tools.content.csv.replace('KEY', state.country) : '',
      columns: country ? ways.flatMap(columnsOf) : [],
      cellsOf,
      hoverOf,
      nowOf: () => null,
      sheetOf: country ? () => listOf(told()) : null,
      describe,
    };
  }

  function told() {
    return {
      ways,
      headingOf,
      period,
      partners,
      words: about.words,
      write,
      writeShare,
      unit: type.unit,
      hasShares: type.hasShares,
      isWide: ways.length === 1,
      wayNames,
      nameOf: (code) => names.get(code),
      source: type.source,
      definition: type.definition,
      href: tools.countryAddress.replace('XXX', state.country),
      openWords: about.words.openCountry,
    };
  }

  /** One sentence that says what the view shows. */
  function sentence() {
    if (!country) return about.words.choose;
    const said = ways.map((way) => {
      const [first] = [...partners.rows].sort((a, b) => (b[way] ?? 0) - (a[way] ?? 0));
      const heading = ways.length > 1 ? wayNames[way] : headingOf(way);
      if (!first?.[way]) return fill(about.words.none, { heading });
      const value = `${write(first[way])} ${type.unit}`;
      const name = names.get(first.code);
      return fill(about.words.summary, { heading, first: name, value });
    });
    const begin = ways.length > 1 ? `${country}, ${period}.` : `${period}.`;
    return [begin, ...said].join(' ');
  }

  function columnsOf(way) {
    const heading = `${headingOf(way)}, ${type.unit}`;
    const column = { key: way, label: heading, isNumber: true };
    const share = { key: `${way}Share`, label: about.words.residents, isNumber: true };
    return type.hasShares ? [column, share] : [column];
  }

  function cellsOf(code) {
    const row = rows.get(code);
    const cell = (value, text) => ({
      text,
      sort: value ?? null,
      isAbsent: value === null,
    });
    return Object.fromEntries(
      ways.flatMap((way) => {
        const [value, share] = [row?.[way] ?? null, row?.shares[way] ?? null];
        return [
          [way, cell(value, write(value))],
          [`${way}Share`, cell(share, writeShare(share))],
        ];
      }),
    );
  }

  function hoverOf(code) {
    const row = country && code !== state.country ? rows.get(code) : null;
    return row ? hoverOfRow(row) : quietHover(code);
  }

  function quietHover(code) {
    const isOther = country && code !== state.country;
    return {
      name: names.get(code),
      value: isOther ? about.words.nothing : '',
      isNothing: true,
      note: country ? about.words.enterChooses : about.words.choose,
    };
  }

  function hoverOfRow(row) {
    const [first, second] = ways;
    const course = { values: figures[first][row.code] ?? [], index: place };
    return {
      name: names.get(row.code),
      years: period,
      value: write(row[first]),
      detail: `${type.unit} · ${headingOf(first)}${shareIn(row, first)}`,
      note: second
        ? `${write(row[second])} · ${headingOf(second)}${shareIn(row, second)}`
        : about.words.enterChooses,
      course: figures.years.length > 1 ? course : null,
    };
  }

  function shareIn({ shares }, way) {
    const share = shares[way] ?? null;
    return share === null ? '' : ` (${writeShare(share)} ${about.words.ofResidents})`;
  }

  function describe(code) {
    const name = names.get(code);
    if (!country) return fill(about.words.choosing, { name });
    if (code === state.country) return fill(about.words.selected, { name });
    const row = rows.get(code);
    const amounts = ways
      .map(
        (way) =>
          `${headingOf(way)}: ${row ? `${write(row[way])} ${type.unit}` : about.words.nothing}`,
      )
      .join('; ');
    return `${name}. ${amounts}, ${period}`;
  }
}
