import type { Block, PrintedDocument } from '../print/printed-document.js';
import { euros, spacedSiren } from './amounts-in-french.js';
import { type CheckedStatement, checkTotals } from './check-totals.js';
import type { StatementDraft } from './draft-statement.js';

/** A statement as issued, and what only its print says. */
export type PrintableStatement = StatementDraft & {
  reference: string;
  version: number;
  conventionNotifiedOn: string | null;
  reason: string | null;
  issuedAt: Date;
};

/** Who issues, and how days and years read: given by the page, which has the words. */
export type PrintWords = {
  issuer: readonly string[];
  yearLabel: string;
  day(day: string): string;
  instant(instant: Date): string;
};

/** One commune's statement: a page, or more when its schools are many. */
export function printStatement(statement: PrintableStatement, words: PrintWords): PrintedDocument {
  return {
    title: `Relevé de redevance ${statement.reference} – ${statement.communeName}`,
    issuer: words.issuer,
    footer: `Relevé de redevance ${statement.reference} – ${statement.communeName}`,
    madeAt: statement.issuedAt,
    blocks: statementBlocks(statement, words),
  };
}

function statementBlocks(statement: PrintableStatement, words: PrintWords): Block[] {
  const { reference, version, reason, conventionNotifiedOn, lines } = statement;
  const left = lines.filter(({ amountCents }) => amountCents === 0);
  return [
    { kind: 'title', text: 'Relevé de redevance' },
    {
      kind: 'facts',
      rows: [
        ['Référence', reference],
        ['Commune', statement.communeName],
        ['SIREN', spacedSiren(statement.siren)],
        ['Année', `${words.yearLabel} (du ${words.day(statement.from)} au ${words.day(statement.until)})`],
        ...(conventionNotifiedOn === null
          ? []
          : [['Convention notifiée le', words.day(conventionNotifiedOn)] as const]),
        ['Émis le', words.instant(statement.issuedAt)],
      ],
    },
    ...(version === 1
      ? []
      : [
          {
            kind: 'paragraph',
            look: 'strong',
            text: `Ce relevé remplace la version ${version - 1}. Motif : ${reason}`,
          } as const,
        ]),
    {
      kind: 'paragraph',
      text: `Mise à disposition de l’espace numérique de travail laclasse.com : redevance forfaitaire de ${euros(statement.priceCents)} par an et par école utilisatrice, due en entier même pour une année incomplète (article 6 de la convention).`,
    },
    {
      kind: 'table',
      columns: [
        { title: 'École', weight: 5 },
        { title: 'UAI', weight: 1.5 },
        { title: 'Utilise le service depuis le', weight: 2.4 },
        { title: 'Montant', weight: 1.6, align: 'right' },
      ],
      rows: lines.map(({ schoolName, uai, usedFrom, amountCents }) => [
        schoolName,
        uai,
        usedFrom === null ? '–' : words.day(usedFrom),
        euros(amountCents),
      ]),
      total: [
        `Total : ${statement.schools} ${statement.schools < 2 ? 'école' : 'écoles'}`,
        '',
        '',
        euros(statement.totalCents),
      ],
    },
    ...(left.length === 0
      ? []
      : [
          { kind: 'heading', text: 'Écoles comptées autrement' } as const,
          ...left.map(
            ({ schoolName, uai, reason: why }) =>
              ({ kind: 'paragraph', text: `${schoolName} (${uai}) : ${why}` }) as const,
          ),
        ]),
  ];
}

/** The treasurer's list of a year: each commune's current statement, the total and its check. */
export function printStatementList(
  statements: readonly PrintableStatement[],
  words: PrintWords & { madeAt: Date },
): PrintedDocument {
  const totals = checkTotals(statements satisfies readonly CheckedStatement[]);
  const title = `État des redevances ${words.yearLabel}`;
  return {
    ...{ title, issuer: words.issuer, footer: title, madeAt: words.madeAt },
    blocks: [
      { kind: 'title', text: title },
      {
        kind: 'facts',
        rows: [
          ['Communes redevables', String(totals.communes)],
          ['Écoles comptées', String(totals.schools)],
          ['Montant total', euros(totals.totalCents)],
          ['Vérification', totalsInFrench(totals)],
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: 'Commune', weight: 3.4 },
          { title: 'SIREN', weight: 1.8 },
          { title: 'Référence', weight: 2.4 },
          { title: 'Écoles', weight: 1, align: 'right' },
          { title: 'Montant', weight: 1.8, align: 'right' },
        ],
        rows: statements.map((one) => [
          one.communeName,
          spacedSiren(one.siren),
          one.reference,
          String(one.schools),
          euros(one.totalCents),
        ]),
        total: ['Total', '', '', String(totals.schools), euros(totals.totalCents)],
      },
    ],
  };
}

/** What the check of totals found, in one sentence. */
export function totalsInFrench(totals: ReturnType<typeof checkTotals>): string {
  if (totals.areRight) {
    return `Total vérifié : la somme des relevés est celle des écoles, chacune à son prix (${euros(totals.expectedCents)}).`;
  }
  const wrong = totals.wrong.length === 0 ? '' : ` Relevés à revoir : ${totals.wrong.join(', ')}.`;
  return `Total FAUX : ${euros(totals.totalCents)} pour les relevés, ${euros(totals.expectedCents)} pour les écoles à leur prix.${wrong}`;
}
