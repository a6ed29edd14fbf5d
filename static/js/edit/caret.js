/** Where the caret stands in the text. */

/** Return the paragraph, list, table or chart of the caret, and where it begins. */
export function blockOfCaret({ state }) {
  const { $head, $from } = state.selection;
  if ($head.depth) return { block: $head.node(1), at: $head.before(1) };
  // A chart is chosen as a whole: the caret is before and after it.
  return { block: $from.nodeAfter, at: $from.pos };
}
