import { checkTotals } from '../../../fees/check-totals.js';
import { printStatement, printStatementList, totalsInFrench } from '../../../fees/print-statements.js';
import { readStatementReference } from '../../../fees/statement-reference.js';
import { writePdf } from '../../../print/write-pdf.js';
import { findStatement, type IssuedStatement, loadStatements } from '../../../store/fees/statements.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { csvOf } from '../../view/csv.js';
import { parisDay } from '../../view/short-dates.js';
import { type TableCell, tableWorkbook } from '../../view/table-workbook.js';
import { labelOf, printWords, yearNamed } from './fee-words.js';

const heads = [
  'Référence',
  'Version',
  'Année',
  'SIREN',
  'Commune',
  'Code INSEE',
  'Convention notifiée le',
  'Écoles comptées',
  'Prix par école (€)',
  'Montant (€)',
  'Écoles',
  'Émis le',
  'Motif de la correction',
];

function rowOf(one: IssuedStatement, label: string): TableCell[] {
  return [
    one.reference,
    one.version,
    label,
    one.siren,
    one.communeName,
    one.communeInsee,
    one.conventionNotifiedOn ?? '',
    one.schools,
    { cents: one.priceCents },
    { cents: one.totalCents },
    one.lines.map(({ schoolName, uai }) => `${schoolName} (${uai})`).join(' ; '),
    parisDay(one.issuedAt),
    one.reason ?? '',
  ];
}

/** Numbers as a French spreadsheet reads them. */
function csvText(cell: TableCell): string {
  return typeof cell === 'object' ? (cell.cents / 100).toFixed(2).replace('.', ',') : String(cell);
}

type Export = { year: number; label: string; statements: IssuedStatement[]; current: IssuedStatement[] };

/** An export of the year named in the address: issued statements only, `missing` while there is none. */
function exported(kind: string, make: (asked: Asked, given: Export) => Answer | Promise<Answer>): Page {
  return {
    method: 'GET',
    url: `/redevances/:number/etat.${kind}`,
    who: 'reader',
    async answer(asked) {
      const year = yearNamed(asked);
      if (year === null) return { kind: 'missing' };
      const statements = await loadStatements(asked.desk.db, year);
      if (statements.length === 0) return { kind: 'missing' };
      const label = labelOf(asked.desk.verbs.fees, year);
      return make(asked, {
        year,
        label,
        statements,
        current: statements.filter(({ isCurrent }) => isCurrent),
      });
    },
  };
}

const csv = exported('csv', (_asked, { label, current }) => ({
  kind: 'file',
  name: `redevances-${label}.csv`,
  type: 'text/csv; charset=utf-8',
  bytes: csvOf([heads, ...current.map((one) => rowOf(one, label).map(csvText))]),
}));

const xlsx = exported('xlsx', (_asked, { label, current, statements }) => {
  const totals = checkTotals(current);
  const title = `Redevances ${label}`;
  const { bytes, type } = tableWorkbook(title, [
    {
      name: 'Redevances',
      rows: [
        heads,
        ...current.map((one) => rowOf(one, label)),
        ['Total', '', '', '', '', '', '', totals.schools, '', { cents: totals.totalCents }, '', '', ''],
      ],
    },
    {
      name: 'Écoles',
      rows: [
        ['Référence', 'Commune', 'UAI', 'École', 'Utilise le service depuis le', 'Montant (€)', 'Motif'],
        ...current.flatMap((one) =>
          one.lines.map((line): TableCell[] => [
            one.reference,
            one.communeName,
            line.uai,
            line.schoolName,
            line.usedFrom ?? '',
            { cents: line.amountCents },
            line.reason ?? '',
          ]),
        ),
      ],
    },
    { name: 'Toutes les versions', rows: [heads, ...statements.map((one) => rowOf(one, label))] },
    { name: 'Vérification', rows: [['Vérification du total'], [totalsInFrench(totals)]] },
  ]);
  return { kind: 'file', name: `redevances-${label}.xlsx`, type, bytes };
});

const pdf = exported('pdf', async (asked, { year, label, current }) => {
  const madeAt = new Date(Math.max(...current.map(({ issuedAt }) => issuedAt.getTime())));
  const list = printStatementList(current, { ...printWords(asked, year), madeAt });
  return pdfAnswer(`redevances-${label}.pdf`, await writePdf(list));
});

const onePdf: Page = {
  method: 'GET',
  url: '/redevances/releves/:reference',
  who: 'reader',
  async answer(asked) {
    const parts = readStatementReference(asked.params['reference']!);
    const statement = parts === null ? null : await findStatement(asked.desk.db, parts);
    if (statement === null) return { kind: 'missing' };
    const printed = printStatement(statement, printWords(asked, statement.year));
    return pdfAnswer(`${statement.reference}.pdf`, await writePdf(printed));
  },
};

function pdfAnswer(name: string, bytes: Uint8Array): Answer {
  return { kind: 'file', name, type: 'application/pdf', bytes };
}

export const feeExports: Page[] = [csv, xlsx, pdf, onePdf];
