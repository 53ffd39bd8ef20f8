import { Clerk, type Paper } from './paper.js';
import type { Person, Registration } from './registration.js';
import type { Wording } from './wording.js';

/** One way to lay a registration out on sheets. */
export type Layout = (registration: Registration, wording: Wording) => Paper;

type Item = {
  key: 'name' | 'job' | 'email' | 'phone';
  label: string;
  value: string | number;
  paths: string[];
};
const FIELDS = {
  name: ['firstName', 'lastName'],
  job: ['jobTitle'],
  email: ['email'],
  phone: ['phone'],
} as const;

function items(person: Person | null, path: string, w: Wording): Item[] {
  const value = (key: Item['key']): string | number => {
    if (person === null) return '';
    if (key === 'name') return person.first === '' && person.last === '' ? '' : w.name(person);
    if (key === 'job') return person.job;
    if (key === 'email') return person.email === '' ? '' : w.email(person.email);
    return person.phone === '' ? '' : w.phone(person.phone);
  };
  return (['name', 'job', 'email', 'phone'] as const).map((key) => ({
    key,
    label: w.labels[key],
    value: value(key),
    paths: FIELDS[key].map((field) => `${path}.${field}`),
  }));
}

function putItem(clerk: Clerk, row: number, column: number, item: Item): void {
  for (const path of item.paths) clerk.mark(row, column, path);
  clerk.put(row, column, item.value);
}

const people = (r: Registration, w: Wording) => [
  { title: w.labels.followUp, path: 'contacts.followUp', person: r.followUp },
  { title: w.labels.technical, path: 'contacts.technical', person: r.technical },
];

/** The annex: labels of a person along a row, each followed by its value. */
export const annexRows: Layout = (r, w) => {
  const clerk = new Clerk().sheet('Feuille1');
  let row = 0;
  clerk.put(row++, 0, 'Modèle de Formulaire d’inscription :');
  clerk.put(row, 0, w.labels.commune + w.colon).put(row++, 1, r.commune.name, 'commune');
  const line = (person: Person | null, path: string) => {
    items(person, path, w).forEach((item, index) => {
      clerk.put(row, index * 2, item.label + w.colon);
      putItem(clerk, row, index * 2 + 1, item);
    });
    row++;
  };
  for (const { title, path, person } of people(r, w)) {
    clerk.put(row++, 0, title + w.colon);
    line(person, path);
  }
  clerk.put(
    row++,
    0,
    'Nous demandons l’accès à laclasse.com pour l’année scolaire prochaine pour les établissements suivants :',
  );
  r.schools.forEach((school, index) => {
    clerk.put(row, 0, w.labels.school + w.colon).put(row++, 1, school.name, `schools[${index}].name`);
    clerk.put(row++, 0, w.labels.administrator);
    line(school.administrator, `schools[${index}].administrator`);
  });
  clerk.put(row++, 0, w.labels.school + w.colon).put(row++, 0, w.labels.administrator);
  line(null, 'blank');
  return clerk.paper;
};

/** The annex, everything in one cell per line. */
export const annexInline: Layout = (r, w) => {
  const clerk = new Clerk().sheet('Feuil1');
  const colon = w.colon === '' ? ' : ' : `${w.colon} `;
  let row = 0;
  const say = (label: string, value: string | number, paths: string[]) => {
    for (const path of paths) clerk.mark(row, 0, path);
    return `${label}${colon}${value}`;
  };
  clerk.put(row, 0, say(w.labels.commune, r.commune.name, ['commune']));
  row++;
  const line = (person: Person | null, path: string) => {
    const texts = items(person, path, w).map((item) => say(item.label, item.value, item.paths));
    clerk.put(row++, 0, texts.join('        '));
  };
  for (const { title, path, person } of people(r, w)) {
    clerk.put(row++, 0, title + colon);
    line(person, path);
  }
  r.schools.forEach((school, index) => {
    clerk.put(row, 0, say(w.labels.school, school.name, [`schools[${index}].name`]));
    row++;
    clerk.put(row++, 0, w.labels.administrator);
    line(school.administrator, `schools[${index}].administrator`);
  });
  return clerk.paper;
};

/** Leaders of dots or underscores, one label per line. */
export const leaders: Layout = (r, w) => {
  const clerk = new Clerk().sheet('Formulaire');
  let row = 0;
  const put = (label: string, value: string | number, paths: string[], dots: string) => {
    for (const path of paths) clerk.mark(row, 0, path);
    clerk.put(row++, 0, `${label} ${dots} ${value}${value === '' ? '' : ` ${dots}`}`);
  };
  put(w.labels.commune, r.commune.name, ['commune'], '..........');
  for (const { title, path, person } of people(r, w)) {
    clerk.put(row++, 0, title);
    for (const item of items(person, path, w)) put(item.label, item.value, item.paths, '………………');
  }
  r.schools.forEach((school, index) => {
    put(w.labels.school, school.name, [`schools[${index}].name`], '________');
    clerk.put(row++, 0, w.labels.administrator);
    for (const item of items(school.administrator, `schools[${index}].administrator`, w))
      put(item.label, item.value, item.paths, '________');
  });
  return clerk.paper;
};

function vertical(r: Registration, w: Wording, clerk: Clerk, gap: number, blank: boolean): Paper {
  let row = 0;
  const put = (label: string, value: string | number, paths: string[]) => {
    clerk.put(row, 0, label + w.colon);
    for (const path of paths) clerk.mark(row, gap, path);
    clerk.put(row++, gap, value);
  };
  put(w.labels.commune, r.commune.name, ['commune']);
  if (blank) row++;
  for (const { title, path, person } of people(r, w)) {
    clerk.put(row++, 0, title + w.colon);
    for (const item of items(person, path, w)) put(item.label, item.value, item.paths);
    if (blank) row++;
  }
  clerk.put(row++, 0, w.labels.schools);
  r.schools.forEach((school, index) => {
    put(w.labels.school, school.name, [`schools[${index}].name`]);
    clerk.put(row++, 0, w.labels.administrator + w.colon);
    for (const item of items(school.administrator, `schools[${index}].administrator`, w))
      put(item.label, item.value, item.paths);
    if (blank) row++;
  });
  clerk.put(row + 1, 0, 'Fait à Lyon, le 12/06/2026');
  return clerk.paper;
}

export const verticalPairs: Layout = (r, w) => vertical(r, w, new Clerk().sheet('Feuille1'), 1, true);
export const verticalTight: Layout = (r, w) => vertical(r, w, new Clerk().sheet('Feuille1'), 1, false);
export const verticalShifted: Layout = (r, w) => vertical(r, w, new Clerk(3, 2).sheet('Feuille1'), 2, true);

/** Values under their labels. */
export const valuesBelow: Layout = (r, w) => {
  const clerk = new Clerk().sheet('Feuille1');
  let row = 0;
  clerk.put(row++, 0, w.labels.commune + w.colon).put(row++, 0, r.commune.name, 'commune');
  row++;
  const block = (person: Person | null, path: string) => {
    items(person, path, w).forEach((item, index) => {
      clerk.put(row, index, item.label + w.colon);
      putItem(clerk, row + 1, index, item);
    });
    row += 3;
  };
  for (const { title, path, person } of people(r, w)) {
    clerk.put(row++, 0, title);
    block(person, path);
  }
  r.schools.forEach((school, index) => {
    clerk.put(row++, 0, w.labels.school + w.colon).put(row++, 0, school.name, `schools[${index}].name`);
    clerk.put(row++, 0, w.labels.administrator);
    block(school.administrator, `schools[${index}].administrator`);
  });
  return clerk.paper;
};

type TableOptions = {
  twoNames: boolean;
  uai: boolean;
  numbers: boolean;
  civility: boolean;
  reversed: boolean;
  group: boolean;
  emptyRows: boolean;
};

function schoolsTable(clerk: Clerk, start: number, r: Registration, w: Wording, o: TableOptions): number {
  type Column = { label: string; value(index: number): string | number; paths(index: number): string[] };
  const admin = (index: number) => r.schools[index]!.administrator;
  const path = (index: number, field: string) => [`schools[${index}].administrator.${field}`];
  const ofItem = (key: Item['key']): Column => ({
    label: w.labels[key],
    value: (index) => items(admin(index), '', w).find((item) => item.key === key)!.value,
    paths: (index) => FIELDS[key].map((field) => `schools[${index}].administrator.${field}`),
  });
  const names: Column[] = o.twoNames
    ? [
        { label: w.labels.last, value: (i) => admin(i)?.last ?? '', paths: (i) => path(i, 'lastName') },
        { label: w.labels.first, value: (i) => admin(i)?.first ?? '', paths: (i) => path(i, 'firstName') },
      ]
    : [o.group ? ofItem('name') : { ...ofItem('name'), label: w.labels.administrator }];
  const school: Column[] = [
    { label: w.labels.school, value: (i) => r.schools[i]!.name, paths: (i) => [`schools[${i}].name`] },
  ];
  if (o.uai)
    school.push({
      label: w.labels.uai,
      value: (i) => r.schools[i]!.uai ?? '',
      paths: (i) => [`schools[${i}].uai`],
    });
  const civility: Column[] = o.civility
    ? [{ label: 'Civilité', value: (i) => (i % 2 === 0 ? 'Mme' : 'M.'), paths: () => [] }]
    : [];
  const person = [...civility, ...names, ofItem('job'), ofItem('email'), ofItem('phone')];
  const columns = o.reversed ? [...person, ...school] : [...school, ...person];
  if (o.numbers) columns.unshift({ label: 'N°', value: (i) => i + 1, paths: () => [] });
  let row = start;
  if (o.group) {
    const at = columns.indexOf(person[0]!);
    clerk.put(row, at, w.labels.administrator).merge(row, at, 1, person.length);
    row++;
  }
  columns.forEach(({ label }, column) => {
    clerk.put(row, column, label);
  });
  row++;
  r.schools.forEach((_, index) => {
    columns.forEach((column, at) => {
      for (const one of column.paths(index)) clerk.mark(row, at, one);
      clerk.put(row, at, column.value(index));
    });
    row += o.emptyRows ? 2 : 1;
  });
  return row;
}

const usual: TableOptions = {
  twoNames: false,
  uai: false,
  numbers: false,
  civility: false,
  reversed: false,
  group: false,
  emptyRows: false,
};

function contactsTable(clerk: Clerk, start: number, r: Registration, w: Wording, two: boolean): number {
  let row = start;
  const labels = two ? [w.labels.first, w.labels.last] : [w.labels.name];
  ['', ...labels, w.labels.job, w.labels.email, w.labels.phone].forEach((label, column) => {
    clerk.put(row, column, label);
  });
  for (const { title, path, person } of people(r, w)) {
    row++;
    clerk.put(row, 0, title);
    const all = items(person, path, w);
    if (two)
      clerk.put(row, 1, person.first, `${path}.firstName`).put(row, 2, person.last, `${path}.lastName`);
    else putItem(clerk, row, 1, all[0]!);
    all.slice(1).forEach((item, index) => {
      putItem(clerk, row, (two ? 3 : 2) + index, item);
    });
  }
  return row + 1;
}

const tables =
  (options: Partial<TableOptions>, two: boolean): Layout =>
  (r, w) => {
    const clerk = new Clerk().sheet('Feuille1');
    clerk.put(0, 0, 'FORMULAIRE D’INSCRIPTION ENT LACLASSE.COM').merge(0, 0, 1, 6);
    clerk.put(2, 0, w.labels.commune + w.colon).put(2, 1, r.commune.name, 'commune');
    const next = contactsTable(clerk, 4, r, w, two);
    clerk.put(next + 1, 0, w.labels.schools);
    schoolsTable(clerk, next + 2, r, w, { ...usual, ...options });
    return clerk.paper;
  };

export const tablesPlain = tables({}, false);
export const tablesTwoNames = tables({ twoNames: true, uai: true, group: true }, true);
export const tablesNumbered = tables(
  { numbers: true, civility: true, twoNames: true, emptyRows: true, group: true },
  true,
);
export const tablesReversed = tables({ reversed: true, uai: true }, false);

/** Contacts as pairs, schools in a table. */
export const pairsThenTable: Layout = (r, w) => {
  const clerk = new Clerk().sheet('Inscription');
  let row = 0;
  clerk.put(row, 0, w.labels.commune + w.colon).put(row++, 1, r.commune.name, 'commune');
  for (const { title, path, person } of people(r, w)) {
    clerk.put(++row, 0, title);
    row++;
    for (const item of items(person, path, w)) {
      clerk.put(row, 0, item.label + w.colon);
      putItem(clerk, row++, 1, item);
    }
  }
  schoolsTable(clerk, row + 2, r, w, { ...usual, uai: true });
  return clerk.paper;
};

/** Parts of the contacts in columns, schools in columns. */
export const transposed: Layout = (r, w) => {
  const clerk = new Clerk().sheet('Feuille1');
  clerk.put(0, 0, w.labels.commune + w.colon).put(0, 1, r.commune.name, 'commune');
  people(r, w).forEach(({ title, path, person }, at) => {
    clerk.put(2, at + 1, title);
    items(person, path, w).forEach((item, index) => {
      if (at === 0) clerk.put(3 + index, 0, item.label);
      putItem(clerk, 3 + index, at + 1, item);
    });
  });
  r.schools.forEach((school, at) => {
    if (at === 0) clerk.put(9, 0, w.labels.school).put(10, 0, w.labels.administrator);
    clerk.put(9, at + 1, school.name, `schools[${at}].name`);
    const [name, ...others] = items(school.administrator, `schools[${at}].administrator`, w);
    putItem(clerk, 10, at + 1, name!);
    others.forEach((item, index) => {
      if (at === 0) clerk.put(11 + index, 0, item.label);
      putItem(clerk, 11 + index, at + 1, item);
    });
  });
  return clerk.paper;
};

/** Two blocks side by side: contacts on the left and right, schools two by two. */
export const sideBySide: Layout = (r, w) => {
  const clerk = new Clerk().sheet('Feuille1');
  clerk.put(0, 0, w.labels.commune + w.colon).put(0, 1, r.commune.name, 'commune');
  people(r, w).forEach(({ title, path, person }, at) => {
    const column = at * 3;
    clerk.put(2, column, title);
    items(person, path, w).forEach((item, index) => {
      clerk.put(3 + index, column, item.label + w.colon);
      putItem(clerk, 3 + index, column + 1, item);
    });
  });
  r.schools.forEach((school, index) => {
    const column = (index % 2) * 3;
    const row = 9 + Math.floor(index / 2) * 7;
    clerk
      .put(row, column, w.labels.school + w.colon)
      .put(row, column + 1, school.name, `schools[${index}].name`);
    clerk.put(row + 1, column, w.labels.administrator);
    items(school.administrator, `schools[${index}].administrator`, w).forEach((item, at) => {
      clerk.put(row + 2 + at, column, item.label + w.colon);
      putItem(clerk, row + 2 + at, column + 1, item);
    });
  });
  return clerk.paper;
};

/** Contacts on one sheet, the schools' table on another; a hidden sheet of old data between. */
export const severalSheets: Layout = (r, w) => {
  const clerk = new Clerk().sheet('Contacts');
  clerk.put(0, 0, w.labels.commune + w.colon).put(0, 1, r.commune.name, 'commune');
  contactsTable(clerk, 2, r, w, true);
  clerk.sheet('Ancien', true).put(0, 0, 'Nom de la commune :').put(0, 1, 'Lyon');
  clerk.sheet('Écoles');
  schoolsTable(clerk, 0, r, w, { ...usual, twoNames: true, group: true });
  return clerk.paper;
};

/** One sheet per school, contacts on the first. */
export const sheetPerSchool: Layout = (r, w) => {
  const clerk = new Clerk().sheet('Commune');
  let row = 0;
  clerk.put(row, 0, w.labels.commune + w.colon).put(row++, 1, r.commune.name, 'commune');
  for (const { title, path, person } of people(r, w)) {
    clerk.put(++row, 0, title);
    row++;
    for (const item of items(person, path, w)) {
      clerk.put(row, 0, item.label + w.colon);
      putItem(clerk, row++, 1, item);
    }
  }
  r.schools.forEach((school, index) => {
    clerk.sheet(`École ${index + 1}`);
    clerk.put(0, 0, w.labels.school + w.colon).put(0, 1, school.name, `schools[${index}].name`);
    clerk.put(2, 0, w.labels.administrator);
    items(school.administrator, `schools[${index}].administrator`, w).forEach((item, at) => {
      clerk.put(3 + at, 0, item.label + w.colon);
      putItem(clerk, 3 + at, 1, item);
    });
  });
  return clerk.paper;
};

/** A letterhead with the town hall's own phone and e-mail, notes and a date below. */
export const letterhead: Layout = (r, w) => {
  const paper = vertical(r, w, new Clerk(6, 0).sheet('Feuille1'), 1, true);
  const sheet = paper.sheets[0]!;
  const head = [
    `Mairie de ${r.commune.name}`,
    '12 place de l’Hôtel de Ville',
    `69000 ${r.commune.name.toUpperCase()}`,
    'Tél. : 04 78 00 00 01 - Fax : 04 78 00 00 02',
    'accueil@mairie.example.fr',
  ];
  sheet.cells.unshift(...head.map((text, row) => ({ row, column: 0, text })));
  return paper;
};

/** Every row a person, with a column that says who he is. */
export const oneTableOfPeople: Layout = (r, w) => {
  const clerk = new Clerk().sheet('Feuille1');
  clerk.put(0, 0, w.labels.commune + w.colon).put(0, 1, r.commune.name, 'commune');
  [
    'Rôle',
    w.labels.school,
    w.labels.last,
    w.labels.first,
    w.labels.job,
    w.labels.email,
    w.labels.phone,
  ].forEach((label, column) => {
    clerk.put(2, column, label);
  });
  const all = [
    ...people(r, w).map((one) => ({ ...one, school: '' })),
    ...r.schools.map((school, index) => ({
      title: 'Administrateur',
      path: `schools[${index}].administrator`,
      person: school.administrator,
      school: school.name,
    })),
  ];
  all.forEach(({ title, path, person, school }, index) => {
    const row = 3 + index;
    clerk.put(row, 0, title).put(row, 1, school, path.replace('.administrator', '.name'));
    clerk
      .put(row, 2, person?.last ?? '', `${path}.lastName`)
      .put(row, 3, person?.first ?? '', `${path}.firstName`);
    items(person, path, w)
      .slice(1)
      .forEach((item, at) => {
        putItem(clerk, row, 4 + at, item);
      });
  });
  return clerk.paper;
};

export const layouts: Record<string, Layout> = {
  annexRows,
  annexInline,
  leaders,
  verticalPairs,
  verticalTight,
  verticalShifted,
  valuesBelow,
  tablesPlain,
  tablesTwoNames,
  tablesNumbered,
  tablesReversed,
  pairsThenTable,
  transposed,
  sideBySide,
  severalSheets,
  sheetPerSchool,
  letterhead,
  oneTableOfPeople,
};
