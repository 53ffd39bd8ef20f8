import type { Place } from './cell-name.js';
import type { DraftCell, Look, SheetDraft } from './draft.js';
import { type FormContent, type FormPerson, nobody } from './form-content.js';
import { modelChoices } from './model-choices.js';
import { modelLooks as looks } from './model-looks.js';
import {
  administratorGroupLabel,
  communeLabel,
  contactsTitle,
  exampleMark,
  exampleRow,
  followUpLabel,
  modelInstructions,
  modelSheetName,
  modelStamp,
  modelSubtitle,
  modelTitle,
  personLabels,
  schoolGroupLabel,
  schoolLabels,
  schoolsTitle,
  technicalLabel,
  yearTitle,
} from './model-words.js';

export type DraftedModel = {
  sheet: SheetDraft;
  /** The cell of each field, by its path in a reading: `commune`, `schools[0].administrator.email`… */
  places: Map<string, Place>;
};

const PERSON_FIELDS = ['firstName', 'lastName', 'jobTitle', 'email', 'phone'] as const;

const WIDTHS = [29, 36, 12, 17, 19, 27, 36, 17] as const;
const COLUMNS = WIDTHS.length;
const PERSON_COLUMN = 4;
const ROWS_OF_A_PAGE = 14;
const SPARE_ROWS = 4;

/** The model form on one landscape A4 page, or more when the commune has many schools. */
export function draftModel(content: FormContent): DraftedModel {
  const cells: DraftCell[] = [];
  const heights = new Map<number, number>();
  const places = new Map<string, Place>();
  let row = 1;
  const put = (column: number, text: string, look: Look, columns = 1) => {
    cells.push({ row, column, text, look, ...(columns > 1 && { spans: { columns, rows: 1 } }) });
  };
  const next = (height: number) => {
    heights.set(row, height);
    row += 1;
  };
  const input = (column: number, field: string, text: string, columns = 1) => {
    places.set(field, { row, column });
    put(column, text, looks.input, columns);
  };
  const person = (field: string, written: FormPerson) => {
    PERSON_FIELDS.forEach((part, index) => {
      input(PERSON_COLUMN + index, `${field}.${part}`, written[part]);
    });
  };

  put(1, modelTitle, looks.title, 5);
  put(6, yearTitle(content.year), looks.year, 3);
  next(32);
  put(1, modelSubtitle, looks.subtitle, COLUMNS);
  next(20);
  next(4);
  for (const sentence of modelInstructions) {
    put(1, sentence, looks.instruction, COLUMNS);
    next(18);
  }
  next(8);
  put(1, communeLabel, looks.label);
  input(2, 'commune', content.commune, 3);
  next(24);
  next(8);

  put(1, contactsTitle, looks.section, 3);
  personLabels.forEach((label, index) => {
    put(PERSON_COLUMN + index, label, looks.head);
  });
  next(21);
  for (const [label, field] of [
    [followUpLabel, 'followUp'],
    [technicalLabel, 'technical'],
  ] as const) {
    put(1, label, looks.label, 3);
    person(`contacts.${field}`, content[field]);
    next(24);
  }
  next(10);

  put(1, schoolsTitle(content.year), looks.section, COLUMNS);
  next(24);
  put(1, schoolGroupLabel, looks.group, 3);
  put(PERSON_COLUMN, administratorGroupLabel, looks.group, 5);
  next(20);
  const headRow = row;
  [...schoolLabels, ...personLabels].forEach((label, index) => {
    put(index + 1, label, looks.head);
  });
  next(21);
  [exampleMark, ...exampleRow].forEach((text, index) => {
    put(index + 1, text, looks.example);
  });
  next(19);
  const firstSchool = row;
  const rows = Math.max(ROWS_OF_A_PAGE, content.schools.length + SPARE_ROWS);
  for (let index = 0; index < rows; index++) {
    const school = content.schools[index];
    input(1, `schools[${index}].action`, school?.action ?? '');
    input(2, `schools[${index}].name`, school?.name ?? '');
    input(3, `schools[${index}].uai`, school?.uai ?? '');
    person(`schools[${index}].administrator`, school?.administrator ?? nobody);
    next(24);
  }
  const lastSchool = row - 1;
  next(6);
  put(1, modelStamp(content.insee), looks.stamp, COLUMNS);
  next(14);

  const sheet: SheetDraft = {
    name: modelSheetName,
    columnWidths: WIDTHS,
    rowHeights: heights,
    cells,
    choices: modelChoices(firstSchool, lastSchool),
    isProtected: true,
    isLandscape: true,
    fits: rows > ROWS_OF_A_PAGE ? 'width' : 'page',
    ...(rows > ROWS_OF_A_PAGE && { repeatedRows: { from: headRow - 1, to: headRow } }),
    footer: `${modelStamp(content.insee)} · support@laclasse.com`,
  };
  return { sheet, places };
}
