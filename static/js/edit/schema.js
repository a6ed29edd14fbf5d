/** What a section may hold in the editor: what the server keeps, and no more. */
import { Extension, Mark, Node } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';

const NAMED = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'blockquote',
  'table',
  'horizontalRule',
  'chart',
];
const CHART = [
  'data-chart',
  'data-series',
  'data-from',
  'data-to',
  'data-title',
  'data-unit',
  'data-labels',
  'data-direction',
  'data-country',
  'data-year',
  'data-limit',
];

/** Return attributes that are written as they were read; those without one are not. */
function plain(names, { keepOnSplit = true } = {}) {
  const attribute = (name) => ({
    default: null,
    keepOnSplit,
    parseHTML: (node) => node.getAttribute(name),
    renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
  });
  return Object.fromEntries(names.map((name) => [name, attribute(name)]));
}

/** The name of a paragraph stays with its first half; the server names the second. */
const Names = Extension.create({
  name: 'names',
  addGlobalAttributes() {
    return [
      { types: NAMED, attributes: plain(['data-p'], { keepOnSplit: false }) },
      { types: NAMED, attributes: plain(['lang', 'dir']) },
    ];
  },
});

/** A figure of the store: never typed, shown as the reader will see it. */
const StoredFigure = Node.create({
  name: 'storedFigure',
  group: 'inline',
  inline: true,
  atom: true,
  addOptions: () => ({ labels: {} }),
  addAttributes: () => plain(['data-figure', 'data-as']),
  parseHTML: () => [{ tag: 'data[data-figure]' }],
  renderHTML: ({ HTMLAttributes }) => ['data', HTMLAttributes],
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement('span');
      dom.className = 'edit-figure';
      dom.textContent = labelOf(node.attrs, this.options.labels);
      dom.title = node.attrs['data-figure'];
      return { dom };
    };
  },
});

export function labelOf(attributes, labels) {
  const key = `${attributes['data-figure']}|${attributes['data-as'] ?? ''}`;
  return labels[key] ?? attributes['data-figure'];
}

/** A note in the margin, written where it belongs; it may quote a stored figure. */
const SourceNote = Node.create({
  name: 'sourceNote',
  group: 'inline',
  inline: true,
  content: '(text | storedFigure)*',
  addAttributes: () => plain(['data-source']),
  parseHTML: () => [{ tag: 'cite' }],
  renderHTML: ({ HTMLAttributes }) => ['cite', HTMLAttributes, 0],
});

/** A chart of the store; the page draws it. */
const Chart = Node.create({
  name: 'chart',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => plain(CHART),
  parseHTML: () => [{ tag: 'figure' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement('div');
      dom.className = 'edit-chart';
      dom.textContent = node.attrs['data-title'] ?? node.attrs['data-chart'];
      return { dom };
    };
  },
});

function inlineMark(name, tag, names = []) {
  return Mark.create({
    name,
    addAttributes: () => plain(names),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });
}

const Cell = { scope: plain(['scope']).scope };
const PlainTable = Table.extend({
  addAttributes: () => plain(['data-caption']),
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
});
const HeadCell = TableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), ...Cell };
  },
});

/** Return the extensions; `labels` are the words of figures by reference and form. */
export function extensions(labels) {
  return [
    StarterKit.configure({
      heading: { levels: [4, 5] },
      code: false,
      codeBlock: false,
      strike: false,
      underline: false,
      trailingNode: false,
      link: {
        openOnClick: false,
        autolink: false,
        protocols: ['mailto'],
        HTMLAttributes: { target: null, rel: null, class: null },
      },
    }),
    PlainTable.configure({ resizable: false }),
    TableRow,
    HeadCell,
    TableCell,
    Names,
    StoredFigure.configure({ labels }),
    SourceNote,
    Chart,
    inlineMark('superscript', 'sup'),
    inlineMark('subscript', 'sub'),
    inlineMark('abbreviation', 'abbr', ['title']),
  ];
}
