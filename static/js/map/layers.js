/**
 * The layers: modules that the server names, known by this form alone.
 *
 * `createLayer(content, tools)` returns {mend, view, rest}, or a promise of them: `mend(asked, opening)` gives
 * values that exist for the layer's own keys of the address; `view(state)` gives what is
 * shown, null if it cannot be had; `rest()` is called when another layer shows.
 *
 * A view is {form, ramp, circles, kinds, rows, nothing, title, note, other} for map and
 * legend, {caption, remark, columns, cellsOf} for the table, {source, summary,
 * definition, csv} for the bar, and {hoverOf, nowOf, describe} for one country. A layer
 * that draws besides has `overlay` {show(ground), clear()}, `scale` and `keys` for the
 * legend, `isUnnamed` if it writes the names itself, and `sheetOf()` in place of the card.
 * One that can be seen as a chart has `chart()`, a promise of what the chart reads.
 */

import { dressed } from './later.js';

/**
 * Return {layers, fetch}: the layers by key, and what fetches the modules of some of them.
 * `tools` is what every layer may use of the page; those `wanted` are fetched at once, any
 * other one with its first view at the latest.
 */
export async function loadLayers(given, tools, wanted) {
  const layers = new Map();
  for (const layer of given) layers.set(layer.key, later(layer, tools, layers));
  const fetch = (wants) =>
    Promise.allSettled(
      given.filter(wants).map((layer) => fetchInto(layers, layer, tools)),
    );
  // One that cannot be had now is asked for again, and spoken of, when it is shown.
  await fetch(wanted);
  return { layers, fetch };
}

/** The sheet of the layer that the page opened with is there already. */
function worn(style) {
  const isThere = document.querySelector(`link[rel="stylesheet"][href="${style}"]`);
  return isThere ? null : dressed(style);
}

/** Stand in for a layer that nobody has shown: its values are those of the opening. */
function later(layer, tools, layers) {
  const { key, keys, hasChart, opening } = layer;
  return {
    key,
    keys,
    hasChart,
    mend: () => ({ ...opening }),
    view: async (state) => (await fetchInto(layers, layer, tools)).view(state),
    rest() {},
  };
}

async function fetchInto(layers, given, tools) {
  const { key, keys, hasChart, opening, script, style, content } = given;
  const stub = layers.get(key);
  if (stub.isMade) return stub;
  // Two may wait for it at once; a layer is made once, or again after a fault.
  stub.making ??= make().finally(() => {
    stub.making = null;
  });
  return stub.making;

  async function make() {
    const [{ createLayer }] = await Promise.all([import(script), style && worn(style)]);
    const twin = await createLayer(content, { ...tools, key });
    const mend = (asked) => twin.mend(asked, opening);
    const layer = { key, keys, hasChart, isMade: true, ...twin, mend };
    layers.set(key, layer);
    return layer;
  }
}
