import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barChart } from '../../src/print/bar-chart.js';
import { printableText } from '../../src/print/printable-text.js';
import type { PrintedDocument } from '../../src/print/printed-document.js';
import { writePdf } from '../../src/print/write-pdf.js';
import { describeWith, poppler, programOf } from '../support/servers/available.js';

const series = [
  { name: 'Écoles', tone: 'a' },
  { name: 'Communes', tone: 'c' },
] as const;

const french = 'Où l’œuvre de Ÿves, « naïve », coûte 1 250,50 € – à Saint-Cyr-au-Mont-d’Or…';

function aDocument(rows: number): PrintedDocument {
  return {
    title: 'État des redevances',
    issuer: ['Métropole de Lyon', 'Service à régler'],
    footer: 'RED-2026-0012',
    madeAt: new Date('2026-11-28T10:00:00Z'),
    blocks: [
      { kind: 'title', text: 'État des redevances' },
      { kind: 'paragraph', text: french },
      {
        kind: 'facts',
        rows: [
          ['Commune', 'Corbas'],
          ['SIREN', '216 902 734'],
        ],
      },
      {
        kind: 'chart',
        chart: barChart([{ label: 'sept.', values: [12, 4] }], series),
        series,
        tells: '12 écoles',
      },
      {
        kind: 'table',
        columns: [
          { title: 'École', weight: 3 },
          { title: 'Montant', weight: 1, align: 'right' },
        ],
        rows: Array.from({ length: rows }, (_, index) => [`École n° ${index + 1}`, '150,00 €']),
        total: ['Total', `${rows * 150},00 €`],
      },
    ],
  };
}

function asText(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
  const file = join(folder, 'a.pdf');
  writeFileSync(file, pdf);
  const text = execFileSync(programOf(poppler), ['-layout', file, '-'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return text;
}

describeWith.poppler('opened by Poppler', () => {
  test('real software reads each word of it, accents, quotes and euros alike', async () => {
    const text = asText(await writePdf(aDocument(3)));
    expect(text.replace(/\s+/g, ' ')).toContain(french);
    expect(text).toMatch(/École n° 3\s+150,00 €/);
    expect(text).toContain('Page 1 sur 1');
  });

  test('a long table goes on, its head on every page, each row once', async () => {
    const text = asText(await writePdf(aDocument(200)));
    expect(text.match(/École n° \d+/g)).toHaveLength(200);
    const pages = text.split('\f').filter((page) => page.trim() !== '');
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('Montant');
      expect(page).toContain(`Page ${index + 1} sur ${pages.length}`);
    }
  });
});

test('the same document gives the same bytes, small, tagged and in French', async () => {
  const [one, other] = await Promise.all([writePdf(aDocument(30)), writePdf(aDocument(30))]);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  expect(one.length).toBeLessThan(30_000);
  const raw = Buffer.from(one).toString('latin1');
  expect(raw).toMatch(/\/Lang \(fr-FR\)|\/Lang/);
  expect(raw).toContain('/StructTreeRoot');
});

test.each([
  ['École « Œuvre » ?', 'École «\u00a0Œuvre\u00a0»\u00a0?'],
  ['1\u202f250 €', '1\u00a0250 €'],
  ['Ştefan \u202eforged\u0007', 'Stefan forged'],
  ['日本', '??'],
])('%j is printed as %j', (text, printed) => {
  expect(printableText(text)).toBe(printed);
});
