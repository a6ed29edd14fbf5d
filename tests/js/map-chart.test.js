import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barParts, barScale, barsPicture } from '../../static/js/map/chart/bars.js';
import { apartNotes, chosenLines } from '../../static/js/map/chart/chosen.js';
import { linesOf, mendChart } from '../../static/js/map/chart/keys.js';
import { linesPicture } from '../../static/js/map/chart/lines.js';
import { mirrored } from '../../static/js/map/chart/marks.js';
import { groupMeans } from '../../static/js/map/chart/means.js';
import { fitted, spread, wrapped } from '../../static/js/map/chart/place.js';
import { decimalsOf, linear, ticksOf } from '../../static/js/map/chart/scale.js';
import { tickWriter } from '../../static/js/map/chart/ticks.js';
import { runsOf, stretchesOf, yearTicks } from '../../static/js/map/chart/years.js';

const CODES = ['ARM', 'KAZ', 'KGZ', 'UKR'];
const measure = (text) => text.length * 7;
const point = (year, value, more = {}) => ({ year, value, meaning: '', ...more });
const yearsOf = (runs) => runs.map((run) => run.map(({ year }) => year));

const PARTICIPANTS = [
  { code: 'ARM', name: 'Armenia', group: 'South Caucasus' },
  { code: 'KAZ', name: 'Kazakhstan', group: 'Central Asia' },
  { code: 'KGZ', name: 'Kyrgyzstan', group: 'Central Asia' },
  { code: 'UKR', name: 'Ukraine', group: 'Eastern Europe' },
];
const SERIES = {
  periods: ['2010', '2015', '2020'],
  countries: {
    ARM: [7.3, 6.5, null],
    KAZ: [20.5, 20.2, 19.9],
    KGZ: [4.3, null, 3.1],
    UKR: [10.5, 10.9, 11.4],
  },
  flags: { UKR: { 1: 'estimate' } },
  marks: { KAZ: { 2: 'other' } },
  breaks: [],
  most: 20.5,
};
const ENTRY = {
  isShare: true,
  decimals: 1,
  pattern: '{}\u00a0%',
  classes: [{ kind: 'class-1' }],
  remarks: { other: 'counts something else' },
};
const WORDS = { kinds: { 'no-data': 'no data' }, flags: { estimate: 'estimate' } };
const TOLD = {
  mean: '{group} ({count} of {all} participants)',
  madeOf: 'mean of {names}',
};
const CONTENT = { series: SERIES, entry: ENTRY, told: TOLD, index: 2, period: '2020' };
const CONTEXT = { participants: PARTICIPANTS, words: WORDS, language: 'en' };
const NONE = { country: '', lines: '', means: '', sort: '' };

test('of the lines asked for, those stay that exist, once each, eight at most', () => {
  const kept = ({ lines }) => mendChart({ lines }, CODES).lines;

  assert.equal(kept({ lines: 'UKR,XXX,ARM,UKR,<script>' }), 'UKR,ARM');
  assert.equal(kept({}), '');
  const many = Array.from({ length: 12 }, (_, i) => `A${i}`);
  assert.equal(mendChart({ lines: many.join() }, many).lines.split(',').length, 8);
});

test('the country of the page has a line, the first one', () => {
  assert.deepEqual(linesOf({ country: 'UKR', lines: 'ARM,UKR' }), ['UKR', 'ARM']);
  assert.deepEqual(linesOf({ country: '', lines: '' }), []);
});

test('a line is cut where a figure is missing, a year is skipped or a series breaks', () => {
  const missing = [point(2000, 1), point(2001, null), point(2002, 2)];
  const skipped = [point(2000, 1), point(2001, 1), point(2002, 1), point(2006, 1)];
  const broken = [point(2000, 1), point(2001, 2, { isBreak: true }), point(2002, 3)];

  assert.deepEqual(yearsOf(runsOf(missing)), [[2000], [2002]]);
  assert.deepEqual(yearsOf(runsOf(skipped)), [[2000, 2001, 2002], [2006]]);
  assert.deepEqual(yearsOf(runsOf(broken)), [[2000], [2001, 2002]]);
});

test('five-yearly figures are one line', () => {
  const points = [1990, 1995, 2000].map((year) => point(year, 1));

  assert.deepEqual(yearsOf(runsOf(points)), [[1990, 1995, 2000]]);
});

test('a line is dashed where what is counted changes, and there alone', () => {
  const run = [
    point(1990, 1),
    point(1995, 2),
    point(2000, 3, { meaning: 'other' }),
    point(2005, 4, { meaning: 'other' }),
  ];

  const stretches = stretchesOf(run);

  assert.deepEqual(
    stretches.map(({ isDashed }) => isDashed),
    [false, true, false],
  );
  assert.deepEqual(yearsOf(stretches.map(({ points }) => points)), [
    [1990, 1995],
    [1995, 2000],
    [2000, 2005],
  ]);
});

test('an axis has zero and round ticks around every figure', () => {
  assert.deepEqual(ticksOf([3, 19.9]), [0, 5, 10, 15, 20]);
  assert.deepEqual(ticksOf([-120, 80]), [-150, -100, -50, 0, 50, 100]);
  assert.equal(ticksOf([])[0], 0);
  for (const most of [0.3, 7, 99, 12345, 3268263])
    assert.ok(ticksOf([most]).at(-1) >= most);
});

test('labels of an axis differ from each other', () => {
  for (const most of [0.3, 7, 99, 12345, 3268263, 2e12]) {
    const ticks = ticksOf([most]);
    const scales = [
      [1e9, 'bn'],
      [1e6, 'm'],
    ];
    const write = tickWriter('en', { ...ENTRY, isMoney: false }, scales);
    const labels = ticks.map((tick) => write(tick, ticks));
    assert.equal(new Set(labels).size, ticks.length, labels.join());
  }
  assert.equal(decimalsOf([0, 2.5, 5]), 1);
});

test('a value stands between the ends of its axis', () => {
  const y = linear([0, 20], [300, 0]);

  assert.equal(y(0), 300);
  assert.equal(y(10), 150);
  assert.equal(linear([5, 5], [0, 100])(5), 0);
});

test('years in words are few, round, and keep first and last', () => {
  assert.deepEqual(yearTicks([1990, 2024], 5), [1990, 2000, 2010, 2024]);
  assert.deepEqual(yearTicks([2011], 5), [2011]);
});

test('labels keep apart, in their order and within the plot', () => {
  const places = spread([100, 102, 101, 300], 16, 10, 300);

  const order = [...places].sort((a, b) => a - b);
  order.slice(1).forEach((place, i) => {
    assert.ok(place - order[i] >= 16);
  });
  assert.ok(places[0] < places[2] && places[2] < places[1]);
  assert.ok(Math.max(...places) <= 300);
});

test('a name too long for its room is cut, a note goes on below', () => {
  assert.equal(fitted('Armenia', 100, measure), 'Armenia');
  assert.equal(fitted('Bosnia and Herzegovina', 70, measure), 'Bosnia an…');
  assert.deepEqual(wrapped('one two three', 50, measure), ['one two', 'three']);
});

test('a mean counts those with a figure once and is none of fewer than two', () => {
  const means = groupMeans(PARTICIPANTS, SERIES, 'en');

  assert.deepEqual(
    means.map(({ group }) => group),
    ['Central Asia'],
  );
  const [first, second, last] = means[0].points;
  assert.equal(first.value, 12.4);
  assert.equal(second.value, null);
  assert.deepEqual(
    last.members.map(({ code }) => code),
    ['KAZ', 'KGZ'],
  );
});

test('with nothing chosen a share opens with means that name whom they are made of', () => {
  const [mean, ...others] = chosenLines(CONTEXT, CONTENT, NONE);

  assert.equal(others.length, 0);
  assert.equal(mean.points[0].name, 'Central Asia (2 of 2 participants)');
  assert.equal(mean.points[0].madeOf, 'mean of Kazakhstan, Kyrgyzstan');
  assert.equal(mean.points[0].text, '12.4\u00a0%');
});

test('there is no mean of counts', () => {
  const counts = { ...CONTENT, entry: { ...ENTRY, isShare: false } };

  assert.deepEqual(chosenLines(CONTEXT, counts, NONE), []);
  const asked = { ...NONE, means: 'yes', lines: 'UKR' };
  assert.equal(chosenLines(CONTEXT, counts, asked).length, 1);
});

test('a line keeps its colour whichever country is selected', () => {
  const toneOf = (country) =>
    chosenLines(CONTEXT, CONTENT, { ...NONE, country, lines: 'ARM,UKR' }).find(
      ({ key }) => key === 'UKR',
    ).tone;

  assert.equal(toneOf(''), 'series-2');
  assert.equal(toneOf('UKR'), 'series-2');
  assert.equal(toneOf('KAZ'), 'series-2');
});

test('figures with a flag or another meaning are apart, and it is said why', () => {
  const lines = chosenLines(CONTEXT, CONTENT, { ...NONE, lines: 'UKR,KAZ' });

  assert.deepEqual(apartNotes(lines), [
    'estimate (Ukraine)',
    'counts something else (Kazakhstan)',
  ]);
});

test('a plot has a hollow point where a figure is apart and a gap where none is', () => {
  const lines = chosenLines(CONTEXT, CONTENT, { ...NONE, lines: 'UKR,KGZ' });
  const given = { years: [2010, 2015, 2020], year: 2020, width: 600, height: 300 };

  const { marks } = linesPicture(lines, { ...given, writeTick: String, measure });

  const dots = marks.filter(({ shape }) => shape === 'dot');
  assert.equal(dots.filter(({ isHollow }) => isHollow).length, 1);
  const strokes = marks.filter(
    ({ shape, tone, width }) => shape === 'line' && tone === 'series-2' && width === 2,
  );
  assert.equal(strokes.length, 0);
  const labels = marks.filter(({ isBold, tone }) => isBold && tone !== 'ink');
  assert.deepEqual(
    labels.map(({ words }) => words),
    ['Ukraine', 'Kyrgyzstan'],
  );
});

test('bars stand by group until the reader sorts; without a figure comes last', () => {
  const tell = (code) => ({ value: SERIES.countries[code][2] });
  const codesOf = (sort) =>
    barParts(PARTICIPANTS, tell, { sort, language: 'en' }).map(({ title, rows }) => [
      title,
      rows.map(({ code }) => code),
    ]);

  assert.deepEqual(codesOf(''), [
    ['Central Asia', ['KAZ', 'KGZ']],
    ['Eastern Europe', ['UKR']],
    ['South Caucasus', ['ARM']],
  ]);
  assert.deepEqual(codesOf('value'), [['', ['KAZ', 'UKR', 'KGZ', 'ARM']]]);
});

test('losses go to the other side of zero, the largest of the year fills the room', () => {
  const scaleOf = (...values) =>
    barScale([{ rows: values.map((value) => ({ value })) }]);

  const scale = scaleOf(-5, 15, null);
  assert.equal(scale.zero, 0.25);
  assert.deepEqual(scale.of(-5), { start: 0, size: 0.25 });
  assert.deepEqual(scale.of(15), { start: 0.25, size: 0.75 });
  assert.equal(scaleOf(0, null).of(0).size, 0);
});

test('a picture of the bars says every figure and why there is none', () => {
  const tell = (code) => {
    const value = SERIES.countries[code][2];
    return { value, text: value === null ? 'no data' : String(value), isApart: false };
  };
  const parts = barParts(PARTICIPANTS, tell, { sort: 'value', language: 'en' });
  const drawn = barsPicture(parts, barScale(parts), { width: 600, measure });

  const words = drawn.marks.flatMap((mark) => mark.words ?? []);
  assert.deepEqual(words.slice(0, 2), ['Kazakhstan', '19.9']);
  assert.deepEqual(words.slice(-2), ['Armenia', 'no data']);
});

test('read from the right, a chart begins there', () => {
  const [bar, dot, number, name] = mirrored(
    [
      { shape: 'bar', x: 10, width: 30 },
      { shape: 'dot', x: 10 },
      { shape: 'text', x: 0, words: '20 %' },
      { shape: 'text', x: 0, words: 'Armenia' },
    ],
    100,
  );

  assert.equal(bar.x, 60);
  assert.equal(dot.x, 90);
  // A number keeps its sign in front.
  assert.equal(number.words, '\u206620 %\u2069');
  assert.equal(name.words, 'Armenia');
});
