import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import XLSX from 'xlsx';
import { openFormReader } from '../src/form/open-form-reader.js';
import { readParts, writeParts } from '../src/form/write/zip-parts.js';
import { cpuOf, memoryNow } from './process-tree.js';

type Document = { name: string; bytes: Uint8Array };
/** Wall times in ms, one per reading; processor time of the whole tree for all of them, ms. */
type Cost = { times: number[][]; cpuMs: number };

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'test/fixtures/forms/office');
/** Readings of each document before any is counted, and readings counted. */
const WARMING = 4;
/** What the library opens too, so that there is something to compare with. */
const notWorkbooks = new Set(['docx', 'odt', 'rtf', 'pdf', 'doc', 'txt', 'tsv']);

/**
 * The whole reading of each kind of form, in its child, beside `XLSX.read` of the same bytes, turn by turn so that both meet
 * the same load: median of each document, then the median of their ratios; the ratio of processor times, child included.
 */
export async function benchForms({ runs }: { runs: number }): Promise<void> {
  const kinds = groupBy(
    readdirSync(folder).filter((name) => !name.endsWith('.json')),
    (name) => name.slice(name.lastIndexOf('.') + 1),
  );
  const reader = openFormReader({ size: 1 });
  const whole = async (document: Document) => void (await reader.read(document));
  // The library tells each odd number format on the console, which takes longer than to read.
  console.error = () => {};
  const library = async ({ bytes }: Document) => void XLSX.read(bytes);
  console.log('kind   forms  kB  forms/s  XLSX.read/s  ÷ (median)  ÷ (CPU)  p99 ms  MB of the child');
  for (const [kind, names] of kinds) {
    const documents = names.map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
    const isWorkbook = !notWorkbooks.has(kind);
    const rounds = Math.max(runs, Math.ceil((runs * 12) / documents.length));
    const [ours, theirs] = await inTurn(documents, rounds, isWorkbook ? [whole, library] : [whole]);
    print(kind, documents, ours!, theirs);
  }
  const heavy = withLogo(readFileSync(path.join(folder, 'annexInline-1008.xlsx')), 40_000);
  const [ours, theirs] = await inTurn([{ name: 'a', bytes: heavy }], runs * 25, [whole, library]);
  print('40 kB', [{ name: 'a', bytes: heavy }], ours!, theirs);
  await reader.close();
}

/** Each round reads every document by the first way, then by the second. */
async function inTurn(
  documents: readonly Document[],
  rounds: number,
  ways: readonly ((document: Document) => Promise<void>)[],
): Promise<Cost[]> {
  const costs = ways.map(() => ({ times: documents.map(() => [] as number[]), cpuMs: 0 }));
  for (let round = 0; round < WARMING + rounds; round++) {
    for (const [at, read] of ways.entries()) {
      const before = cpuOf([process.pid]);
      for (const [index, document] of documents.entries()) {
        const start = performance.now();
        await read(document);
        if (round >= WARMING) costs[at]!.times[index]!.push(performance.now() - start);
      }
      if (round >= WARMING) costs[at]!.cpuMs += cpuOf([process.pid]) - before;
    }
  }
  return costs;
}

function print(kind: string, documents: readonly Document[], ours: Cost, theirs: Cost | undefined): void {
  const kB = documents.reduce((sum, { bytes }) => sum + bytes.length, 0) / documents.length / 1_000;
  const medians = ours.times.map(median);
  const ratios = theirs?.times.map((times, index) => medians[index]! / median(times));
  const all = ours.times.flat().sort((a, b) => a - b);
  const perSecond = (times: readonly number[][]) =>
    Math.round(1_000 / (times.map(median).reduce((sum, time) => sum + time, 0) / times.length));
  const { children } = memoryNow(process.pid);
  console.log(
    [
      ...[kind.padEnd(6), documents.length, kB.toFixed(0), perSecond(ours.times)],
      theirs === undefined ? '–' : perSecond(theirs.times),
      ratios === undefined ? '–' : median(ratios).toFixed(2),
      theirs === undefined ? '–' : (ours.cpuMs / Math.max(10, theirs.cpuMs)).toFixed(2),
      all[Math.floor(all.length * 0.99)]!.toFixed(0),
      children.toFixed(0),
    ].join('  '),
  );
}

/** The same workbook with a picture of noise, as heavy as a letterhead's logo makes it. */
function withLogo(bytes: Uint8Array, weight: number): Uint8Array {
  let seed = 1;
  const noise = Uint8Array.from({ length: weight - bytes.length }, () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return seed >>> 16;
  });
  return writeParts(new Map([...readParts(bytes), ['xl/media/image1.png', noise]]));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function groupBy(names: readonly string[], key: (name: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) groups.set(key(name), [...(groups.get(key(name)) ?? []), name]);
  return groups;
}
