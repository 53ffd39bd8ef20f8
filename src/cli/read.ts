import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type FormReader, openFormReader } from '../form/open-form-reader.js';
import type { Reading } from '../form/reading.js';
import { printedReading, readingForPeople } from './print-reading.js';
import { readAnyFile } from './read-any-file.js';

const usage = 'Usage : npx inscriptions read FICHIER… [--json]';

/**
 * `read FILE… [--json]`: one object for one file, one line per file for several or for a folder (progress and summary on
 * standard error). Exits 0 when the documents were handled, 2 when the command itself was wrong.
 */
export async function read(args: string[]): Promise<number> {
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--json');
  const targets = args.filter((arg) => !arg.startsWith('--'));
  if (unknown !== undefined) return refuse(`Option inconnue : ${unknown}. ${usage}`);
  if (targets.length === 0) return refuse(usage);

  const found = await filesOf(targets);
  if (typeof found === 'string') return refuse(found);
  const reader = openFormReader();
  try {
    const isOne = targets.length === 1 && !found.isFolder;
    await (isOne ? readOne : readMany)(reader, found.files, args.includes('--json'));
    return 0;
  } finally {
    await reader.close();
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

async function filesOf(targets: readonly string[]): Promise<{ files: string[]; isFolder: boolean } | string> {
  const files: string[] = [];
  let isFolder = false;
  for (const target of targets) {
    const found = await stat(target).catch(() => null);
    if (found === null) return `Fichier introuvable : ${target}`;
    if (!found.isDirectory()) {
      files.push(target);
      continue;
    }
    isFolder = true;
    const inside = await readdir(target, { recursive: true, withFileTypes: true });
    files.push(
      ...inside
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort(),
    );
  }
  return { files, isFolder };
}

async function readOne(reader: FormReader, [file]: readonly string[], asJson: boolean): Promise<void> {
  const reading = await readFileWith(reader, file!);
  const printed = asJson
    ? JSON.stringify(printedReading(reading), null, 2)
    : readingForPeople(file!, reading);
  process.stdout.write(`${printed}\n`);
}

const AT_ONCE = 4;

async function readMany(reader: FormReader, files: readonly string[], asJson: boolean): Promise<void> {
  const counts = new Map<string, number>();
  let done = 0;
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const batch = files.slice(start, start + AT_ONCE);
    const readings = await Promise.all(batch.map((file) => readFileWith(reader, file)));
    readings.forEach((reading, index) => {
      const file = batch[index]!;
      const printed = asJson
        ? JSON.stringify({ file, ...printedReading(reading) })
        : `${readingForPeople(file, reading)}\n`;
      process.stdout.write(`${printed}\n`);
      for (const code of codesOf(reading)) counts.set(code, (counts.get(code) ?? 0) + 1);
    });
    done += batch.length;
    if (done % 100 < AT_ONCE || done === files.length) process.stderr.write(`\r${done} / ${files.length}`);
  }
  const summary = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([code, count]) => `  ${String(count).padStart(6)}  ${code}`);
  process.stderr.write(`\n${summary.join('\n')}\n`);
}

function codesOf(reading: Reading): string[] {
  if (reading.kind === 'valid') return ['valid'];
  return [
    ...new Set(reading.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)),
  ];
}

async function readFileWith(reader: FormReader, file: string): Promise<Reading> {
  return readAnyFile(reader, path.basename(file), await readFile(file));
}
