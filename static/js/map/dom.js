/** Make elements without HTML strings, so that nothing read can become markup. */

/** Return an element with attributes (null and false are left out) and children. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  setAll(made, attributes);
  made.append(...children.filter((child) => child !== null));
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

export function drawing(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  setAll(made, attributes);
  made.append(...children);
  return made;
}

export function icon(name) {
  return element('span', { class: `icon icon--${name}`, 'aria-hidden': 'true' });
}

/** Tell whoever listens above: modules know events, only map.js knows the modules. */
export function tell(node, name, detail) {
  node.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}

function setAll(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
}
