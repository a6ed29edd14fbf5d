/** Rules that the server has too: both read their examples from one file. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { steps } from '../../static/js/map/areas.js';
import { classIndex } from '../../static/js/map/classes.js';
import { nearestPeriod } from '../../static/js/map/figures/periods.js';
import { partnersOf } from '../../static/js/map/flows/partners.js';
import { exactWriter, figureWriter } from '../../static/js/map/format.js';

const FILE = new URL('../examples/rules.json', import.meta.url);
const EXAMPLES = JSON.parse(readFileSync(FILE, 'utf8'));

const RULES = {
  class: (each) => [classIndex(each.breaks, each.value), each.class],
  'nearest period': (each) => [nearestPeriod(each.periods, each.asked), each.period],
  number: ({ language, value, decimals, is_balance: isBalance, text }) => [
    exactWriter(language, { decimals, pattern: '{}', isBalance })(value),
    text,
  ],
  money: ({ language, scales, value, text }) => [
    figureWriter(language, { pattern: '{}', isMoney: true }, scales)(Number(value)),
    text,
  ],
  'steps of a scale': (each) => [steps(each.most), each.steps],
  partners: ({ figures, values, partners }) => {
    const nothing = { whole: { out: [], in: [] }, shares: { out: {}, in: {} } };
    const { shown } = partnersOf({ ...figures, ...nothing }, values);
    return [shown.map(({ code }) => code), partners];
  },
};

for (const [name, rule] of Object.entries(RULES)) {
  test(`the script follows the rule of the server: ${name}`, () => {
    assert.ok(EXAMPLES[name].length > 0);
    for (const example of EXAMPLES[name]) assert.deepEqual(...rule(example));
  });
}

test('every example is of a rule', () => {
  assert.deepEqual(Object.keys(EXAMPLES), Object.keys(RULES));
});
