/**
 * Make static/build from the sources: node static/recipes/build.mjs [--only css,js].
 * Steps: map, fonts, img, css, js. Everything comes from packages of the lock file.
 */
import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildFonts } from './fonts.mjs';
import { buildOutlines } from './outlines.mjs';

const STATIC = dirname(dirname(fileURLToPath(import.meta.url)));
const BUILD = join(STATIC, 'build');
const TARGETS = ['chrome109', 'firefox115'];
const OPTIONS = {
  bundle: true,
  minify: true,
  target: TARGETS,
  charset: 'utf8',
  legalComments: 'eof',
  // Pictures of Leaflet's own controls and markers: the map has none of them.
  loader: { '.svg': 'dataurl', '.png': 'empty' },
  external: ['*.woff2'],
  logLevel: 'warning',
};
// Each module is a layer of the map; the page asks for those it has.
const LAYERS = 'js/map/layers';
const PAGES = [
  'page',
  'map',
  'chart',
  'table',
  'profile',
  'check',
  'edit',
  'desk',
  'progress',
];
// What every page stands on; the map's one sheet has no more than that and its own.
const FRAME = [
  ...['fonts', 'tokens', 'base', 'icons', 'controls', 'components', 'lists'],
  ...['mapkit', 'slider', 'chart', 'frame'],
];
const SHEETS = {
  portal: [
    ...FRAME,
    ...['front', 'country', 'profile', 'changes', 'draft', 'desk', 'members'],
    ...['mailbox', 'record', 'account', 'forced'],
  ],
  map: [...FRAME, 'map', 'forced'],
  'map-chart': ['map-chart'],
  'map-flows': ['map-flows'],
  edit: ['edit'],
  'map-plain': ['map-plain'],
};

const STEPS = {
  map: (folder) => buildOutlines(folder),
  fonts: (folder) => buildFonts(join(STATIC, 'css/fonts.css'), folder),
  img: (folder) => copyImages(folder),
  css: (folder) => bundleSheets(folder),
  js: (folder) => bundleModules(folder),
};

async function main() {
  const started = performance.now();
  for (const step of wantedSteps()) {
    const folder = join(BUILD, step);
    const begun = Date.now();
    await STEPS[step](folder);
    await removeOlder(folder, begun);
    await report(step, folder);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`built in ${seconds} s\n`);
}

function wantedSteps() {
  const flag = process.argv.indexOf('--only');
  if (flag === -1) return Object.keys(STEPS);
  const wanted = (process.argv[flag + 1] ?? '').split(',');
  const unknown = wanted.filter((step) => !(step in STEPS));
  if (unknown.length > 0) throw new Error(`Unknown step: ${unknown.join(', ')}`);
  return wanted;
}

/** Written over, not emptied first: a page read meanwhile still finds its files. */
async function removeOlder(folder, begun) {
  for (const name of await readdir(folder).catch(() => [])) {
    const { mtimeMs } = await stat(join(folder, name));
    if (mtimeMs < begun - 1000) await rm(join(folder, name));
  }
}

async function copyImages(folder) {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(join(STATIC, 'img'))).filter((name) =>
    name.endsWith('.svg'),
  );
  await Promise.all(
    names.map((name) => cp(join(STATIC, 'img', name), join(folder, name))),
  );
}

/** A sheet is the source files listed for it, in that order, as far as they exist. */
async function bundleSheets(folder) {
  for (const [sheet, names] of Object.entries(SHEETS)) {
    const sources = await existing('css', names);
    if (sources.length === 0) continue;
    await build({
      ...OPTIONS,
      stdin: {
        contents: sources.map((name) => `@import "./${name}";`).join('\n'),
        resolveDir: join(STATIC, 'css'),
        loader: 'css',
      },
      outfile: join(folder, `${sheet}.css`),
    });
  }
}

/** A page without a module of its own has none. */
async function bundleModules(folder) {
  const names = await existing('js', PAGES);
  const layers = await readdir(join(STATIC, LAYERS));
  const entryPoints = [
    ...names.map((name) => ({ in: join(STATIC, 'js', name), out: parse(name).name })),
    ...layers.map((name) => ({
      in: join(STATIC, LAYERS, name),
      out: `layer-${parse(name).name}`,
    })),
  ];
  await build({ ...OPTIONS, entryPoints, outdir: folder, format: 'esm' });
}

async function existing(kind, names) {
  const present = new Set(await readdir(join(STATIC, kind)));
  return names.map((name) => `${name}.${kind}`).filter((name) => present.has(name));
}

async function report(step, folder) {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.sort()) {
    const content = await readFile(join(folder, name));
    const packed = name.endsWith('.woff2') ? '-' : brotliCompressSync(content).length;
    process.stdout.write(
      `${`${step}/${name}`.padEnd(34)}${String(content.length).padStart(9)}` +
        `${String(packed).padStart(9)} br\n`,
    );
  }
}

await main();
