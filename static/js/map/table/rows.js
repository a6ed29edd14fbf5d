/** Rows of a table in the order and the choice of the reader; no DOM. */
import { searchKey } from '../format.js';

/** Return the rows whose name or group has the words in it. */
export function matching(rows, wanted) {
  const words = searchKey(wanted).split(/\s+/).filter(Boolean);
  const has = ({ name, group }) => {
    const told = searchKey(`${name.text} ${group.text}`);
    return words.every((word) => told.includes(word));
  };
  return rows.filter(has);
}

/** Return the rows in order; rows without a value come last either way. */
export function sorted(rows, { key, isDown }, language) {
  const collator = new Intl.Collator(language, { ignorePunctuation: true });
  const compare = (a, b) => (typeof a === 'number' ? a - b : collator.compare(a, b));
  const has = (row) => row[key].sort !== null;
  const known = rows.filter(has).sort((a, b) => compare(a[key].sort, b[key].sort));
  if (isDown) known.reverse();
  return [...known, ...rows.filter((row) => !has(row))];
}
