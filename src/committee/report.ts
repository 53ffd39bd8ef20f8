import { euros } from '../fees/amounts-in-french.js';
import { type CostBreakdown, shareOut } from '../fees/cost-breakdown.js';
import type { BarSeries } from '../print/bar-chart.js';
import { type Activity, formsHandled, formsWithoutAPerson, minutesSaved, share } from './activity.js';
import { costRows } from './cost-rows.js';
import { delayClasses, summarizeDelays } from './opening-delays.js';

export type ReportTable = {
  heads: readonly string[];
  rows: readonly (readonly string[])[];
  total?: readonly string[];
};
export type ReportChart = {
  groups: readonly { label: string; values: readonly number[] }[];
  series: readonly BarSeries[];
  tells: string;
};
export type ReportSection = {
  key: string;
  title: string;
  words: readonly string[];
  table: ReportTable;
  chart: ReportChart | null;
};

/** The yearly report, in words and numbers: a page, a PDF and a workbook print the same. */
export type ActivityReport = {
  title: string;
  intro: string;
  figures: readonly { name: string; value: string }[];
  sections: readonly ReportSection[];
};

export type ReportMaterial = {
  activity: Activity;
  /** Cents: the statements issued for the year, and what they pay for. */
  fees: { totalCents: number; schools: number; breakdown: CostBreakdown };
  minutesPerForm: number;
  day(day: string): string;
  month(month: string): string;
  mistake(code: string): string;
  size(bytes: number): { size: string; share: string };
};

export function writeReport(material: ReportMaterial): ActivityReport {
  const { activity, fees, day } = material;
  const { year, countedOn, use, changes, forms } = activity;
  const now = use.at(-1);
  const delays = summarizeDelays(activity.delays);
  const sum = (key: 'added' | 'removed') => changes.reduce((total, month) => total + month[key], 0);
  return {
    title: `Bilan d’activité ${year.label}`,
    intro: `Du ${day(year.from)} au ${day(year.until)}${countedOn < year.until ? `, compté le ${day(countedOn)}` : ''}. Mise à disposition de l’espace numérique de travail laclasse.com (article 7 de la convention).`,
    figures: [
      { name: 'Écoles utilisatrices', value: String(now?.schools ?? 0) },
      { name: 'Communes', value: String(now?.communes ?? 0) },
      { name: 'Écoles ajoutées, retirées', value: `${sum('added')}, ${sum('removed')}` },
      { name: 'Ouvertures dans le délai promis', value: ratio(delays.kept, delays.kept + delays.late) },
      {
        name: 'Formulaires traités sans intervention',
        value: ratio(formsWithoutAPerson(forms), formsHandled(forms)),
      },
      { name: 'Temps gagné, estimé', value: hours(minutesSaved(forms, material.minutesPerForm)) },
    ],
    sections: [
      useSection(material),
      changeSection(material),
      delaySection(material),
      formSection(material),
      mistakeSection(material),
      costSection(fees),
      storageSection(material),
    ],
  };
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? '–' : `${share(part, whole)} % (${part} sur ${whole})`;
}

function hours(minutes: number): string {
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

function useSection({ activity, month }: ReportMaterial): ReportSection {
  const series: BarSeries[] = [
    { name: 'Écoles', tone: 'a' },
    { name: 'Communes', tone: 'c' },
  ];
  const groups = activity.use.map((one) => ({
    label: month(one.month),
    values: [one.schools, one.communes],
  }));
  return {
    ...{ key: 'use', title: 'Écoles et communes, mois par mois' },
    words: ['Écoles dont l’accès est ouvert le dernier jour du mois, et communes de ces écoles.'],
    table: tableOf('Mois', series, groups),
    chart: { groups, series, tells: 'Écoles et communes par mois ; les mêmes nombres sont dans le tableau.' },
  };
}

function changeSection({ activity, month }: ReportMaterial): ReportSection {
  const series: BarSeries[] = [
    { name: 'Ajoutées', tone: 'a' },
    { name: 'Retirées', tone: 'b' },
  ];
  const groups = activity.changes.map((one) => ({
    label: month(one.month),
    values: [one.added, one.removed],
  }));
  const sum = (rank: number) => String(groups.reduce((total, { values }) => total + values[rank]!, 0));
  return {
    ...{ key: 'changes', title: 'Écoles ajoutées et retirées' },
    words: ['Le mois où le registre a changé.'],
    table: { ...tableOf('Mois', series, groups), total: ['Total', sum(0), sum(1)] },
    chart: { groups, series, tells: 'Ajouts et retraits par mois ; les mêmes nombres sont dans le tableau.' },
  };
}

function delaySection({ activity }: ReportMaterial): ReportSection {
  const series: BarSeries[] = [
    { name: 'Promesse tenue', tone: 'a' },
    { name: 'Promesse manquée', tone: 'b' },
  ];
  const classes = delayClasses(activity.delays);
  const groups = classes.map(({ label, kept, late }) => ({ label, values: [kept, late] }));
  const { opened, kept, late, pending, median, ninetieth, longest } = summarizeDelays(activity.delays);
  const days = (count: number | null) => (count === null ? '–' : `${count} ${count < 2 ? 'jour' : 'jours'}`);
  return {
    ...{ key: 'delays', title: 'Délais d’ouverture' },
    words: [
      `De la demande à l’ouverture de l’accès, en jours calendaires : ${opened} ${opened < 2 ? 'école ouverte' : 'écoles ouvertes'}. La moitié en ${days(median)} au plus, neuf sur dix en ${days(ninetieth)} au plus, la plus longue en ${days(longest)}.`,
      `Promesses tenues : ${kept}. Manquées : ${late}. En cours, dans les délais : ${pending}.`,
    ],
    table: tableOf('Délai', series, groups),
    chart: {
      groups,
      series,
      tells: 'Écoles par délai d’ouverture ; les mêmes nombres sont dans le tableau.',
    },
  };
}

function formSection({ activity: { forms }, minutesPerForm }: ReportMaterial): ReportSection {
  const all = formsHandled(forms);
  const alone = formsWithoutAPerson(forms);
  const line = (name: string, count: number) => [name, String(count), `${share(count, all)} %`];
  return {
    ...{ key: 'forms', title: 'Formulaires reçus et temps gagné', chart: null },
    words: [
      `Temps gagné = formulaires traités sans intervention × minutes qu’un formulaire demande à la main = ${alone} × ${minutesPerForm} min = ${hours(minutesSaved(forms, minutesPerForm))}. Les ${minutesPerForm} minutes sont une estimation du service, pas une mesure.`,
    ],
    table: {
      heads: ['Ce que le service a fait', 'Formulaires', 'Part'],
      rows: [
        line('Acceptés sans intervention', forms.accepted),
        line('Renvoyés à la commune, avec les cellules à corriger', forms.corrected),
        line('Déjà reçus', forms.repeated),
        line('Confiés à un agent', forms.agent),
      ],
      total: ['Total', String(all), ''],
    },
  };
}

function mistakeSection({ activity: { mistakes }, mistake }: ReportMaterial): ReportSection {
  return {
    ...{ key: 'mistakes', title: 'Erreurs les plus fréquentes', chart: null },
    words: mistakes.length === 0 ? ['Aucune erreur relevée.'] : [],
    table: {
      heads: ['Erreur', 'Code', 'Nombre'],
      rows: mistakes.map(({ code, count }) => [mistake(code), code, String(count)]),
    },
  };
}

function costSection({ totalCents, schools, breakdown }: ReportMaterial['fees']): ReportSection {
  const rows = costRows(breakdown, shareOut(totalCents, breakdown));
  const series: BarSeries[] = [{ name: 'Part du coût, en pour cent', tone: 'a' }];
  return {
    ...{ key: 'costs', title: 'Ce que paient les redevances' },
    words: [
      totalCents === 0
        ? 'Aucun relevé n’est émis pour cette année : les parts sont celles de l’annexe 2.'
        : `Relevés émis : ${schools} écoles, ${euros(totalCents)}. Parts de l’annexe 2 de la convention.`,
    ],
    table: {
      heads: ['Poste', 'Part', 'Montant'],
      rows: rows.map(({ name, percent, amount, isPart }) => [
        isPart ? `dont ${name.toLocaleLowerCase('fr')}` : name,
        `${percent} %`,
        amount,
      ]),
      total: ['Total', '100 %', euros(totalCents)],
    },
    chart: {
      groups: rows.map(({ name, percent }) => ({ label: shortName(name), values: [percent] })),
      series,
      tells: 'Parts du coût, en pour cent ; les mêmes nombres sont dans le tableau.',
    },
  };
}

function shortName(name: string): string {
  return name
    .replace(/^Frais d’/, '')
    .replace(/ de la plateforme$/, '')
    .replace(/^Masse salariale$/, 'salaires')
    .slice(0, 18);
}

function storageSection({ activity: { storage }, size }: ReportMaterial): ReportSection {
  const known = storage.filter(({ bytes }) => bytes !== null).length;
  return {
    ...{ key: 'storage', title: 'Stockage par école', chart: null },
    words: [
      `Mesuré pour ${known} ${known < 2 ? 'école' : 'écoles'} sur ${storage.length}. La convention prête 10 Go à chaque école (article 4).`,
    ],
    table: {
      heads: ['École', 'Commune', 'UAI', 'Stockage', 'Part des 10 Go'],
      rows: storage.map(({ uai, name, communeName, bytes }) => {
        const words = bytes === null ? { size: 'inconnu', share: '' } : size(bytes);
        return [name, communeName, uai, words.size, words.share];
      }),
    },
  };
}

function tableOf(first: string, series: readonly BarSeries[], groups: ReportChart['groups']): ReportTable {
  return {
    heads: [first, ...series.map(({ name }) => name)],
    rows: groups.map(({ label, values }) => [label, ...values.map(String)]),
  };
}
