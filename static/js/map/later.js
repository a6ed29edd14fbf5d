/** Parts of the page that few readers see: fetched when they are shown for the first time. */
import { element } from './dom.js';

/**
 * Return a function that promises what `create` makes of a module; the module and its
 * style sheet, if it has one, are fetched once, or again after a fault.
 */
export function later({ script, style }, create) {
  let fetched = null;

  async function fetch() {
    const [module] = await Promise.all([import(script), style && dressed(style)]);
    return create(module);
  }

  return async () => {
    try {
      fetched ??= fetch();
      return await fetched;
    } catch (fault) {
      fetched = null;
      throw fault;
    }
  };
}

/** Fetch a style sheet, which is in force when the promise is kept. */
export function dressed(href) {
  const link = element('link', { rel: 'stylesheet', href });
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}
