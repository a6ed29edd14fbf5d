/** Numbers as the reader's language writes them; Arabic pages keep Western digits. */

const LOCALES = { en: 'en-GB', ar: 'ar-u-nu-latn' };

export function localeOf(language) {
  return LOCALES[language] ?? language;
}

/** Return a function that writes a figure with its unit: 19.9 %, US$ 1.45 bn, +75,000. */
export function figureWriter(
  language,
  { decimals, pattern, isMoney, isBalance },
  scales = [],
) {
  return (value) => {
    const text = isMoney
      ? compact(language, value, scales)
      : number(language, value, decimals, isBalance);
    return pattern.replace('{}', text);
  };
}

/** Return a function that writes a figure with all its digits, money too. */
export function exactWriter(language, { decimals, pattern, isBalance }) {
  return (value) =>
    pattern.replace('{}', number(language, Number(value), decimals, isBalance));
}

function number(language, value, decimals, isBalance = false) {
  return new Intl.NumberFormat(localeOf(language), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    // What rounds to nought has no sign.
    signDisplay: isBalance ? 'exceptZero' : 'negative',
  })
    .format(value)
    .replace('-', '\u2212')
    .replaceAll('\u202f', '\u00a0');
}

/** From a million on in millions or billions, with three digits at most. */
function compact(language, value, scales) {
  const scale = scales.find(([size]) => Math.abs(value) >= size * 0.9995);
  if (!scale) return number(language, value, 0);
  const amount = value / scale[0];
  const size = Math.abs(amount);
  const decimals = size < 10 ? 2 : size < 100 ? 1 : 0;
  const shortest = String(Number(amount.toFixed(decimals))).split('.')[1]?.length ?? 0;
  return `${number(language, amount, shortest)}\u00a0${scale[1]}`;
}

/** Put words into a translated sentence: fill('{name}, {year}', {name, year}). */
export function fill(sentence, words) {
  return sentence.replace(/\{(\w+)\}/g, (whole, key) => words[key] ?? whole);
}

/** Return text as it is compared in a search: no case, no accents. */
export function searchKey(text) {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f*]/g, '')
    .toLocaleLowerCase()
    .trim();
}
