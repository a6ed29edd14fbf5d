/**
 * The layers: modules that the server names, known by this form alone.
 *
 * `createLayer(content, tools)` returns {mend, view, rest}: `mend(asked, opening)` gives
 * values that exist for the layer's own keys of the address; `view(state)` gives what is
 * shown, null if it cannot be had; `rest()` is called when another layer shows.
 *
 * A view is {form, ramp, circles, kinds, rows, nothing, title, note, other} for map and
 * legend, {caption, remark, columns, cellsOf} for the table, {source, summary,
 * definition, csv} for the bar, and {hoverOf, nowOf, describe} for one country.
 */

/**
 * Return the layers by key; `tools` is what every layer may use of the page. A module is
 * fetched when its layer is `wanted`, or shown for the first time.
 */
export async function loadLayers(given, tools, wanted) {
  const layers = new Map();
  for (const layer of given) layers.set(layer.key, later(layer, tools, layers));
  // One that cannot be had now is asked for again, and spoken of, when it is shown.
  await Promise.allSettled(
    given.filter(wanted).map((layer) => fetchInto(layers, layer, tools)),
  );
  return layers;
}

/** Stand in for a layer that nobody has shown: its values are those of the opening. */
function later(layer, tools, layers) {
  const { key, keys } = layer;
  return {
    key,
    keys,
    mend: (_asked, opening) =>
      Object.fromEntries(keys.map((name) => [name, opening[name]])),
    view: async (state) => (await fetchInto(layers, layer, tools)).view(state),
    rest() {},
  };
}

async function fetchInto(layers, { key, keys, script, content }, tools) {
  const { createLayer } = await import(script);
  // Two may have waited for it at once; a layer is made once.
  const made = layers.get(key);
  if (made.isMade) return made;
  const layer = { key, keys, isMade: true, ...createLayer(content, { ...tools, key }) };
  layers.set(key, layer);
  return layer;
}
