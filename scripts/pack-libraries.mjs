import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'dist');

/**
 * Loaded for one kind of document only, and by a path of its own; made of machine code, which is not packed; or
 * reading files that lie beside its own (hoodiecrow: its certificate; pdfkit: the measures of its fonts); or loading, at run time, a library whose names the
 * packer does not give as Node does (@fastify/cookie: `cookie`).
 */
const leftAlone = new Set([
  'pdfjs-dist/legacy/build/pdf.mjs',
  '@node-rs/argon2',
  'hoodiecrow-imap',
  'pdfkit',
  '@fastify/cookie',
]);

const IMPORT = /^(?:import|export)\s+([^'"]*?)\s*from '([^'.][^']*)';|\bimport\('([^'.][^']*)'\)/gm;

/**
 * Packs each library our compiled code imports into `dist/libraries`, few files instead of some thousand, and has the
 * compiled code import those: a process starts in half the time (docs/decisions/libraries-are-packed.md).
 * Ours stays as compiled, file by file. Packing twice changes nothing.
 */
export async function packLibraries() {
  const files = ['src', 'workers'].flatMap((folder) => compiledFiles(join(dist, folder)));
  const wanted = new Map(readNames());
  for (const file of files) {
    for (const [library, names] of importedNames(readFileSync(file, 'utf8'))) {
      wanted.set(library, new Set([...(wanted.get(library) ?? []), ...names]));
    }
  }
  if (wanted.size === 0) return;
  await pack(wanted);
  for (const file of files) pointToPacked(file);
  writeWhole(namesFile, JSON.stringify([...wanted].map(([library, names]) => [library, [...names]])));
}

/** What earlier packings held: files compiled and packed before name those already. */
const namesFile = join(dist, 'libraries', 'names.json');

/**
 * Before compiling: what another version of this file packed is thrown away with what points to it. The compiler writes
 * again only what changed, and would leave names of libraries that are no longer packed.
 */
export function forgetOtherPackings() {
  const packedBy = join(dist, 'libraries', 'packed-by');
  const ours = createHash('sha256')
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex');
  if (contentsOf(packedBy) === ours) return;
  rmSync(join(dist, '.tsbuildinfo'), { force: true });
  rmSync(namesFile, { force: true });
  mkdirSync(join(dist, 'libraries'), { recursive: true });
  writeWhole(packedBy, ours);
}

function contentsOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function readNames() {
  try {
    const held = JSON.parse(readFileSync(namesFile, 'utf8'));
    return held.filter(([library]) => isPacked(library)).map(([library, names]) => [library, new Set(names)]);
  } catch {
    return [];
  }
}

function compiledFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function isPacked(library) {
  return !library.startsWith('node:') && !leftAlone.has(library);
}

/** `import a, { b as c } from 'x'` wants `default` and `b`; `import * as x` and `import('x')` want all: `*`. */
function importedNames(source) {
  const found = [];
  for (const [, clause, from, loaded] of source.matchAll(IMPORT)) {
    const library = from ?? loaded;
    if (!isPacked(library)) continue;
    found.push([library, clause === undefined ? ['*'] : namesIn(clause)]);
  }
  return found;
}

function namesIn(clause) {
  if (clause.includes('*')) return ['*'];
  const braces = /\{([^}]*)\}/.exec(clause)?.[1] ?? '';
  const named = braces.split(',').map((one) => one.trim().split(/\s+as\s+/)[0]);
  const first = clause
    .replace(/\{[^}]*\}/, '')
    .replace(',', '')
    .trim();
  return [...named, ...(first === '' ? [] : ['default'])].filter((name) => name !== '');
}

function fileOf(library) {
  return `${library.replace(/^@/, '').replaceAll(/[^a-z0-9]+/gi, '-')}.js`;
}

async function pack(wanted) {
  const { build } = await import('esbuild');
  const folder = join(dist, 'libraries');
  mkdirSync(folder, { recursive: true });
  const entries = new Map();
  for (const [library, names] of wanted) entries.set(fileOf(library), await entrySource(library, names));
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(
      [...entries.keys()].map((file) => [file.replace(/\.js$/, ''), `packed:${file}`]),
    ),
    plugins: [entriesPlugin(entries)],
    bundle: true,
    write: false,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outdir: folder,
    chunkNames: 'shared-[hash]',
    legalComments: 'none',
    logLevel: 'error',
    banner: { js: CJS_NAMES },
  });
  const kept = new Set(outputFiles.map(({ path }) => path));
  for (const { path, contents } of outputFiles) writeWhole(path, contents);
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.js') && !kept.has(join(folder, name))) rmSync(join(folder, name), { force: true });
  }
}

/** Libraries written for `require` find what they expect around them. */
const CJS_NAMES = [
  "import { createRequire as requireFrom } from 'node:module';",
  "import { dirname as folderOf } from 'node:path';",
  "import { fileURLToPath as pathOf } from 'node:url';",
  'const require = requireFrom(import.meta.url), __filename = pathOf(import.meta.url), __dirname = folderOf(__filename);',
].join('\n');

/** The names as Node itself would give them. */
async function entrySource(library, names) {
  const all = names.has('*') ? Object.keys(await import(library)) : [...names];
  const lines = all.map((name) =>
    name === 'default' ? 'export default whole.default;' : `export const ${name} = whole.${name};`,
  );
  return [`import * as whole from '${library}';`, ...lines].join('\n');
}

function entriesPlugin(entries) {
  return {
    name: 'packed-entries',
    setup(steps) {
      steps.onResolve({ filter: /^packed:/ }, ({ path }) => ({
        path: join(root, path.replace(/\.js$/, '.mjs')),
        namespace: 'packed',
      }));
      steps.onLoad({ filter: /.*/, namespace: 'packed' }, ({ path }) => ({
        contents: entries.get(path.slice(path.lastIndexOf('packed:') + 7).replace(/\.mjs$/, '.js')),
        resolveDir: root,
        loader: 'js',
      }));
    },
  };
}

function pointToPacked(file) {
  const source = readFileSync(file, 'utf8');
  const packed = source.replaceAll(IMPORT, (whole, _clause, from, loaded) => {
    const library = from ?? loaded;
    if (!isPacked(library)) return whole;
    const path = relative(join(file, '..'), join(dist, 'libraries', fileOf(library))).replaceAll('\\', '/');
    return whole.replace(`'${library}'`, `'${path}'`);
  });
  if (packed !== source) writeWhole(file, packed);
}

/** A process that loads the file meanwhile sees the old one or the new one. */
function writeWhole(path, contents) {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, contents);
  renameSync(draft, path);
}
