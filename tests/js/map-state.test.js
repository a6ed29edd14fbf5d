import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isStep, readState, writeState } from '../../static/js/map/address.js';
import { nearestPeriod } from '../../static/js/map/figures/periods.js';
import { mend } from '../../static/js/map/state.js';

const OPENING = { layer: 'profiles', country: '', view: 'map' };
const FIRST = { ...OPENING, indicator: 'IMM.SHR@A', year: '2020' };
const PERIODS = { 'IMM.SHR@A': ['1990', '2020'], 'POP.TOT@B': ['2000'] };
const LAYERS = new Map([
  ['profiles', { key: 'profiles', keys: [], mend: () => ({}) }],
  [
    'indicator',
    {
      key: 'indicator',
      keys: ['indicator', 'year'],
      hasChart: true,
      mend: mendFigures,
    },
  ],
]);
const KNOWN = { layers: LAYERS, codes: ['ARM', 'UKR'] };

function mendFigures(asked) {
  const indicator = PERIODS[asked.indicator] ? asked.indicator : 'IMM.SHR@A';
  return { indicator, year: nearestPeriod(PERIODS[indicator], asked.year) };
}

function mended(search) {
  return mend(readState(search, LAYERS), OPENING, KNOWN);
}

test('the opening view needs no query', () => {
  assert.equal(writeState(FIRST, OPENING, LAYERS), '');
});

test('what is written is read again', () => {
  const state = {
    layer: 'indicator',
    indicator: 'POP.TOT@B',
    year: '2000',
    country: 'UKR',
    view: 'table',
    at: '48.21,16.37,4.50',
  };

  assert.deepEqual(mended(writeState(state, OPENING, LAYERS)), state);
});

test('a year that is also the opening one stays in the address', () => {
  const search = writeState({ ...FIRST, layer: 'indicator' }, OPENING, LAYERS);

  assert.match(search, /year=2020/);
});

test('of a key that layers share the layer shown has the last word', () => {
  const keys = ['year'];
  const layers = new Map([
    ['indicator', { key: 'indicator', keys, mend: () => ({ year: '2020' }) }],
    ['flows', { key: 'flows', keys, mend: () => ({ year: '2017' }) }],
  ]);
  const known = { ...KNOWN, layers };

  assert.equal(mend({ layer: 'indicator' }, OPENING, known).year, '2020');
  const flows = mend({ layer: 'flows' }, OPENING, known);
  assert.equal(flows.year, '2017');
  assert.match(writeState(flows, OPENING, layers), /year=2017/);
});

test('while no layer with a year is shown, the year stays as it was asked for', () => {
  const layers = new Map([
    ['profiles', { key: 'profiles', keys: [], mend: () => ({}) }],
    [
      'indicator',
      { key: 'indicator', keys: ['indicator', 'year'], mend: () => ({ year: '2020' }) },
    ],
    ['flows', { key: 'flows', keys: ['flow', 'year'], mend: () => ({ year: '2017' }) }],
  ]);

  assert.equal(mend({}, OPENING, { ...KNOWN, layers }).year, '');
  assert.equal(mend({ year: '2005' }, OPENING, { ...KNOWN, layers }).year, '2005');
});

test('an indicator in the address is enough to show it', () => {
  assert.equal(mended('?indicator=POP.TOT@B').layer, 'indicator');
});

test('what does not exist gives way to what does', () => {
  const state = mended('?layer=flows&indicator=NO@NO&year=1991&country=XXX&view=globe');

  assert.deepEqual(state, { ...FIRST, year: '1990', at: '' });
});

test('the chart is a view of those layers that have one', () => {
  assert.equal(mended('?layer=indicator&view=chart').view, 'chart');
  assert.equal(mended('?layer=profiles&view=chart').view, 'map');
});

test('only a place with latitude, longitude and zoom is gone to', () => {
  assert.equal(mended('?at=48.2,-16.37,4').at, '48.2,-16.37,4');
  for (const at of ['48.2,16.3', 'a,b,c', '<script>', '48.2,16.3,444'])
    assert.equal(mended(`?at=${at}`).at, '');
});

test('a year without figures leads to the nearest one', () => {
  assert.equal(nearestPeriod(['1990', '1995', '2020'], '1996'), '1995');
  assert.equal(nearestPeriod(['1990', '2020'], 'soon'), '2020');
  assert.equal(nearestPeriod([], '1990'), '');
});

test('a new year is not a step back, a new country is', () => {
  assert.equal(isStep(OPENING, { ...OPENING, year: '1990' }, LAYERS), false);
  assert.equal(isStep(OPENING, { ...OPENING, country: 'ARM' }, LAYERS), true);
});
