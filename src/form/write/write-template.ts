import { draftModel } from './draft-model.js';
import { type FormPerson, type FormSchool, nobody } from './form-content.js';
import { modelTitle } from './model-words.js';
import { contentTypes, type WorkbookFormat, writeWorkbook } from './write-workbook.js';

/** What is already known of a commune and may be printed in its form. */
export type TemplateAsk = {
  format: WorkbookFormat;
  /** `2027` for the school year 2027-2028. */
  year: number;
  commune?: { name: string; insee: string };
  contacts?: { followUp: FormPerson | null; technical: FormPerson | null };
  schools?: readonly {
    name: string;
    uai: string | null;
    administrator: FormPerson | null;
    action?: string;
  }[];
};

export type WrittenFile = { bytes: Uint8Array; fileName: string; type: string };

/** The model form, blank or filled with what we know. It holds texts and lists only: nothing in it can run. */
export function writeTemplate({ format, year, commune, contacts, schools = [] }: TemplateAsk): WrittenFile {
  const { sheet } = draftModel({
    commune: commune?.name ?? '',
    insee: commune?.insee ?? null,
    followUp: contacts?.followUp ?? nobody,
    technical: contacts?.technical ?? nobody,
    schools: schools.map(schoolRow),
    year,
  });
  return {
    bytes: writeWorkbook({ title: modelTitle, sheets: [sheet] }, format),
    fileName: `inscription-laclasse${commune ? `-${slug(commune.name)}` : ''}-${year}-${year + 1}.${format}`,
    type: contentTypes[format],
  };
}

function schoolRow(school: NonNullable<TemplateAsk['schools']>[number]): FormSchool {
  const { name, uai, administrator, action = '' } = school;
  return { action, name, uai: uai ?? '', administrator: administrator ?? nobody };
}

function slug(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
