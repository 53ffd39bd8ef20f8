import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import XLSX from 'xlsx';
import { openFormReader } from '../src/form/open-form-reader.js';
import { readDocument } from '../src/form/read-document.js';

type Document = { name: string; bytes: Uint8Array };

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'test/fixtures/forms/office');
const ROUNDS = 12;

/**
 * Forms per second for each kind: the whole reading in a child, the reading alone, and `XLSX.read` of the same bytes;
 * p99 of the whole reading, and memory of this process. The first round of each warms and is not counted.
 */
export async function benchForms(): Promise<void> {
  const kinds = groupBy(
    readdirSync(folder).filter((name) => !name.endsWith('.json')),
    (name) => name.slice(name.lastIndexOf('.') + 1),
  );
  const reader = openFormReader({ size: 1 });
  console.log('kind      forms  in a child/s  reading/s  XLSX.read/s  child ÷ library  p99 ms  MiB');
  for (const [kind, names] of kinds) {
    const documents = names.map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
    const inChild = await measure(documents, (document) => reader.read(document));
    const alone = await measure(documents, readDocument);
    const isWorkbook = !['docx', 'odt', 'rtf', 'pdf'].includes(kind);
    const library = isWorkbook ? await measure(documents, async ({ bytes }) => XLSX.read(bytes)) : null;
    const ratio = library === null ? '–' : (library.perSecond / inChild.perSecond).toFixed(2);
    const memory = Math.round(process.memoryUsage().rss / 1024 / 1024);
    const cells = [inChild.perSecond, alone.perSecond, library?.perSecond ?? 0].map((value) =>
      Math.round(value),
    );
    console.log(
      [kind.padEnd(9), documents.length, ...cells, ratio, inChild.p99.toFixed(1), memory].join('  '),
    );
  }
  await reader.close();
}

function groupBy(names: readonly string[], key: (name: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) groups.set(key(name), [...(groups.get(key(name)) ?? []), name]);
  return groups;
}

async function measure(documents: readonly Document[], read: (document: Document) => Promise<unknown>) {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const document of documents) {
      const start = performance.now();
      await read(document);
      if (round > 0) times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  const total = times.reduce((sum, time) => sum + time, 0);
  return { perSecond: (times.length * 1000) / total, p99: times[Math.floor(times.length * 0.99)] ?? 0 };
}
