/** Layers of named kinds: each participant is of one kind at most. */
import { rowsOf } from '../classes.js';
import { fill } from '../format.js';

export function createLayer(content, { participants, words }) {
  const view = kindsView(content, participants, words);
  return { mend: () => ({}), view: () => view, rest() {} };
}

/** Return the view: who is of which kind. */
export function kindsView(content, participants, words) {
  const kinds = new Map(
    content.rows.flatMap(({ kind, codes }) => codes.map((code) => [code, kind])),
  );
  const labels = new Map(content.rows.map(({ kind, label }) => [kind, label]));
  const order = content.rows.map(({ kind }) => kind);
  const names = new Map(participants.map(({ code, name }) => [code, name]));
  const textOf = (code) => labels.get(kinds.get(code)) ?? '';
  return {
    ...content,
    form: 'kinds',
    ramp: null,
    circles: null,
    kinds,
    rows: rowsOf(content.rows, kinds),
    nothing: [],
    caption: content.title,
    remark: '',
    definition: '',
    columns: [{ key: 'value', label: content.column }, ...moreColumns(content)],
    cellsOf: (code) => ({
      value: { text: textOf(code), sort: order.indexOf(kinds.get(code)) },
      more: moreCell(content, code),
    }),
    hoverOf: (code) => ({
      name: names.get(code),
      value: textOf(code),
      isNothing: true,
      note: words.enterOpens,
    }),
    nowOf: () => null,
    describe: (code) =>
      fill(words.describeStatus, { name: names.get(code), status: textOf(code) }),
  };
}

/** Some kinds have a second column: [its name, {code: words}]. */
function moreColumns({ more }) {
  return more ? [{ key: 'more', label: more[0] }] : [];
}

function moreCell({ more }, code) {
  const text = more?.[1][code] ?? '';
  return { text, sort: text || null };
}
