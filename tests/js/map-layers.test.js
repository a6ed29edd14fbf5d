import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadLayers } from '../../static/js/map/layers.js';

const script = (name) =>
  `data:text/javascript,export const createLayer = (content, { key, made }) => {
    made.push('${name}');
    return {
      mend: (asked) => ({ year: asked.year || content.year }),
      view: (state) => key + ' ' + state.year,
      rest() { made.push('rest ${name}'); },
    };
  };`;

const GIVEN = [
  { key: 'status', keys: [], script: script('status'), content: {} },
  {
    key: 'figures',
    keys: ['year'],
    script: script('figures'),
    opening: { year: '2015' },
    content: { year: '2020' },
  },
];

test('only the layer that is wanted is fetched at first', async () => {
  const made = [];

  const { layers } = await loadLayers(GIVEN, { made }, ({ key }) => key === 'status');

  assert.deepEqual(made, ['status']);
  assert.deepEqual([...layers.keys()], ['status', 'figures']);
});

test('until then a layer has the values of the opening view, whatever was asked', async () => {
  const { layers } = await loadLayers(GIVEN, { made: [] }, () => false);

  const values = layers.get('figures').mend({ year: '1' });

  assert.deepEqual(values, { year: '2015' });
  layers.get('figures').rest();
});

test('what is fetched ahead knows what of the state holds for it', async () => {
  const { layers, fetch } = await loadLayers(GIVEN, { made: [] }, () => false);

  await fetch(({ key }) => key === 'figures');

  assert.deepEqual(layers.get('figures').mend({ year: '1' }), { year: '1' });
});

test('shown twice at once, it is made once, and then it is itself', async () => {
  const made = [];
  const { layers } = await loadLayers(GIVEN, { made }, () => false);
  const stub = layers.get('figures');

  const views = await Promise.all(['2010', '2011'].map((year) => stub.view({ year })));

  assert.deepEqual(views, ['figures 2010', 'figures 2011']);
  assert.deepEqual(made, ['figures']);
  assert.deepEqual(layers.get('figures').mend({ year: '1999' }), { year: '1999' });
});
