/**
 * Build the Noto Sans subsets named in css/fonts.css, each cut to its unicode-range and
 * to the weights 400 to 700. Runs HarfBuzz as WebAssembly: nothing to compile or fetch.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const LATIN = '@fontsource-variable/noto-sans/files/noto-sans';
const SOURCES = {
  'noto-sans-basic': `${LATIN}-latin-wght-normal.woff2`,
  'noto-sans-latin': `${LATIN}-latin-wght-normal.woff2`,
  'noto-sans-latin-ext': `${LATIN}-latin-ext-wght-normal.woff2`,
  'noto-sans-cyrillic': `${LATIN}-cyrillic-wght-normal.woff2`,
  'noto-sans-arabic':
    '@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2',
};
const WEIGHTS = { wght: { min: 400, max: 700, default: 400 } };

export async function buildFonts(stylesheet, folder) {
  await mkdir(folder, { recursive: true });
  const faces = fontFaces(await readFile(stylesheet, 'utf8'));
  await Promise.all(faces.map((face) => buildFont(face, folder)));
}

async function buildFont({ name, characters }, folder) {
  const source = createRequire(import.meta.url).resolve(SOURCES[name]);
  const font = await subsetFont(await readFile(source), characters, {
    targetFormat: 'woff2',
    variationAxes: WEIGHTS,
  });
  await writeFile(`${folder}/${name}.woff2`, font);
}

/** Return name and characters of each `@font-face` of the style sheet. */
export function fontFaces(css) {
  return css.split('@font-face').flatMap((rule) => {
    const name = /fonts\/([\w-]+)\.woff2/.exec(rule)?.[1];
    const range = /unicode-range:([^;]+);/.exec(rule)?.[1];
    return name && range ? [{ name, characters: charactersOf(range) }] : [];
  });
}

function charactersOf(range) {
  return range
    .split(',')
    .map((part) => part.trim().replace('U+', '').split('-'))
    .flatMap(([first, last = first]) => codePoints(first, last))
    .join('');
}

function codePoints(first, last) {
  const from = Number.parseInt(first, 16);
  const length = Number.parseInt(last, 16) - from + 1;
  return Array.from({ length }, (_, i) => String.fromCodePoint(from + i));
}
