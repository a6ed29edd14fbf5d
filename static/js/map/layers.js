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

/** Return the layers by key; `tools` is what every layer may use of the page. */
export async function loadLayers(given, tools) {
  const modules = await Promise.all(given.map(({ script }) => import(script)));
  return new Map(
    given.map(({ key, keys, content }, i) => {
      const layer = modules[i].createLayer(content, { ...tools, key });
      return [key, { key, keys, ...layer }];
    }),
  );
}
