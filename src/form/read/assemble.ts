import { findCommune } from '../../registry/find-commune.js';
import { isPlainAction } from './action-of.js';
import {
  type Draft,
  type DraftPerson,
  type DraftSchool,
  emptyDraft,
  emptyPerson,
  emptySchool,
  isNamed,
  type PersonSlot,
  peopleOf,
  saysSomething,
} from './draft.js';
import { foldWords } from './fold-words.js';
import { FreeLines } from './free-lines.js';
import {
  beginsWithSchool,
  looksLikeEmail,
  looksLikePerson,
  looksLikePhone,
  looksLikeSchool,
  looksLikeUai,
  speaksOfSchools,
} from './guess-kind.js';
import { tellsChange } from './known-sentence.js';
import { isNoAnswer } from './no-answer.js';
import {
  isNameSlot,
  isOfSchool,
  isWholeName,
  joined,
  levelOfAll,
  namedInTwo,
  namesTownHall,
  nameWords,
  slotOf,
  speaksOfSomeone,
  tellsName,
  tellsReach,
  unlabelled,
} from './pair-words.js';
import { isOfContact, type Role, recogniseLabel } from './recognise-label.js';
import { isLevelOnly, namesGroup } from './school-group.js';
import { splitDetails } from './split-details.js';
import { tidy } from './tidy.js';
import type { Heading, LineOfTable, Pair, Token, Written } from './tokens.js';

/** Gives each label and value, in reading order, to the person or school it speaks of. */
export class Assembler {
  readonly draft: Draft = emptyDraft();
  private person: DraftPerson | null = null;
  private school: DraftSchool | null = null;
  private section: 'schools' | 'commune' | 'school' | null = null;
  private headingText = '';
  private levelAbove: Written | null = null;
  /** The group whose schools follow, as long as they only say their level. */
  private group: string | null = null;
  /** The sheet's own name when it is a school's: used when nothing inside says another. */
  private schoolOfSheet: Written | null = null;
  private hasBegun = false;
  /** Lines without labels, under the heading of somebody. */
  private freeLines: FreeLines | null = null;
  private refusedAt: string | null = null;
  /** After « Cordialement » comes a signature. */
  private hasEnded = false;

  /** A new sheet begins with nobody being spoken of, except whom its name announces. */
  startSheet(name: string): void {
    this.person = null;
    this.school = null;
    this.section = null;
    this.headingText = '';
    this.group = null;
    this.freeLines = null;
    this.refusedAt = null;
    this.schoolOfSheet =
      looksLikeSchool(name) && !speaksOfSchools(name) && recogniseLabel(name) === null
        ? { text: name, number: null, link: null, at: { sheet: name, cell: 'A1' } }
        : null;
    const label = recogniseLabel(name);
    if (isOfContact(label?.role)) this.person = this.personOf(label!.role!);
    this.levelAbove = null;
    if (label?.announcesSchools) {
      this.section = 'schools';
      this.levelAbove = levelOfAll(name, { sheet: name, cell: 'A1' });
    }
  }

  take(token: Token): void {
    this.hasBegun ||=
      token.kind !== 'loose' &&
      (token.kind !== 'pair' || token.role !== null || ['commune', 'schoolName'].includes(token.field));
    switch (token.kind) {
      case 'heading':
        this.takeHeading(token);
        return;
      case 'pair':
        this.takePair(token);
        return;
      case 'line':
        this.takeLine(token);
        return;
      case 'loose':
        this.takeLoose(token.written);
        return;
    }
  }

  private takeHeading({ role, announces, text, at, hasColon }: Heading): void {
    if (!hasColon && this.freeLines?.takesHeading(role, { text, number: null, link: null, at })) return;
    this.freeLines = null;
    if (announces === 'closing') {
      this.hasEnded = true;
      this.person = null;
      this.school = null;
      this.section = null;
      return;
    }
    this.hasEnded = false;
    this.headingText = text;
    if (announces === 'group') {
      this.group = text;
      return;
    }
    if (announces === 'school' && this.group !== null && isLevelOnly(text)) {
      const written = { text, number: null, link: null, at };
      this.startSchool(unlabelled('schoolName', written));
      return;
    }
    if (announces === 'schools') {
      this.section = 'schools';
      this.levelAbove = levelOfAll(text, at);
      this.person = null;
      this.school = null;
      return;
    }
    if (announces !== null && role === null) {
      this.section = announces;
      this.person = null;
      return;
    }
    if (role !== null) {
      const isOfSchool = role === 'administrator' || role === 'director';
      if (isOfSchool && this.school !== null && saysSomething(this.personOf(role)!)) this.school = null;
      this.person = this.personOf(role);
      if (this.person !== null) this.person.at ??= at;
      if (role === 'director' && this.person !== null)
        this.person.calledAs ??= { text, number: null, link: null, at };
      if (!isOfSchool && role !== 'contact') {
        this.school = null;
        this.section = null;
      }
      if (this.person !== null) this.freeLines = new FreeLines(this.person, role);
    }
  }

  /** The person a part designates, here and now. */
  private personOf(role: Role): DraftPerson | null {
    if (role === 'administrator' || role === 'director') this.openSchoolOfSheet();
    switch (role) {
      case 'followUp':
        return this.draft.followUp;
      case 'technical':
        return this.draft.technical;
      case 'both':
        return this.draft.both;
      case 'administrator':
        return this.school?.administrator ?? this.orphan();
      case 'director':
        return this.school?.director ?? this.orphan();
      case 'contact':
        return this.school?.administrator ?? this.draft.contact;
      case 'school':
        return this.school?.own ?? emptyPerson();
      case 'townHall':
        return emptyPerson();
    }
  }

  private openSchoolOfSheet(): void {
    const name = this.schoolOfSheet;
    if (name === null || this.school !== null) return;
    this.startSchool(unlabelled('schoolName', name));
    this.schoolOfSheet = null;
  }

  private orphan(): DraftPerson {
    const person = emptyPerson();
    this.draft.orphans.push(person);
    return person;
  }

  private takeLine(line: LineOfTable): void {
    const { pairs, role } = this.withoutGuess(line);
    const hasValue = pairs.some(({ values }) => values.length > 0);
    const schools = pairs.filter(({ field }) => field === 'schoolName');
    if (!hasValue && schools.length > 0 && this.draft.schools.length > 0) return;
    const contextual = this.person;
    if (this.isSecondAdministrator(pairs, role)) {
      for (const pair of pairs) this.tellSecond(pair);
      return;
    }
    const namesakes = schools.length === 0 && role === null ? this.namedBefore(pairs) : [];
    if (namesakes.length > 0) {
      for (const person of namesakes) this.complete(person, pairs);
      this.person = contextual;
      return;
    }
    if (schools.length > 0) this.openSchool(this.namedAbove(schools[0]!, pairs), role, tellsName(pairs));
    else if (role !== null) this.person = this.personOf(role);
    const isOfTownHall = isOfContact(role) || (role === 'contact' && schools.length > 0);
    for (const pair of pairs) {
      const saysNothing =
        pair.values.length === 0 &&
        ((pair.role === 'contact' && role !== null) || (isOfTownHall && isOfSchool(pair.field)));
      if (pair !== schools[0] && !saysNothing) this.takePair(isOfTownHall ? { ...pair, role: null } : pair);
    }
    if (schools.length > 0 || role !== null) this.person = schools.length > 0 ? null : contextual;
    if (schools.length > 0) this.school = null;
    const answers = schools.length > 0 ? this.lastSchool()?.administrator : undefined;
    if (answers !== undefined && saysSomething(answers))
      this.freeLines = new FreeLines(answers, 'administrator');
  }

  /** A name that only its place tells is a school's after another school; before, nobody knows what it is. */
  private withoutGuess({ kind, pairs, role }: LineOfTable): LineOfTable {
    const guess = pairs.find(({ isGuess }) => isGuess === true);
    if (guess === undefined || this.section === 'schools' || this.section === 'school')
      return { kind, pairs, role };
    this.draft.loose.push(...guess.values);
    return { kind, pairs: pairs.filter((pair) => pair !== guess), role };
  }

  /**
   * A line that names nobody's school, under a school whose administrator is whole: a second one (the convention asks for
   * « au moins » one), unless it is told as a school's own line is (a UAI, a head).
   */
  private isSecondAdministrator(pairs: readonly Pair[], role: Role | null): boolean {
    const above = this.lastSchool()?.administrator;
    if (above === undefined || role !== null || this.draft.schools.at(-1)!.name?.written == null)
      return false;
    const says = (pair: Pair) => pair.values.some(({ text }) => !isNoAnswer(text));
    const [schools, others] = [
      pairs.filter(({ field }) => isOfSchool(field)),
      pairs.filter(({ field }) => !isOfSchool(field)),
    ];
    const job = pairs.find(({ field }) => field === 'jobTitle')?.values[0]?.text ?? '';
    const isWhole = (['jobTitle', 'email', 'phone'] as const).every(
      (slot) => above.slots[slot]?.written != null,
    );
    return (
      schools.some(({ field }) => field === 'schoolName') &&
      !schools.some(says) &&
      others.filter(says).length >= 3 &&
      isWhole &&
      job !== '' &&
      !/direct|chef/i.test(job)
    );
  }

  /** « Coordonnées » of people named above: a line that begins with the name of somebody who has no address yet. */
  private namedBefore(pairs: readonly Pair[]): DraftPerson[] {
    const said = nameWords(
      pairs.filter(({ field }) => isNameSlot(field as PersonSlot)).flatMap(({ values }) => values),
    );
    if (
      !said.includes(' ') ||
      !pairs.some(({ field }) => field === 'email' || field === 'phone' || field === 'details')
    )
      return [];
    return peopleOf(this.draft).filter(
      ({ slots }) =>
        !slots.email?.written &&
        !slots.phone?.written &&
        nameWords([slots.name, slots.firstName, slots.lastName].flatMap((slot) => slot?.written ?? [])) ===
          said,
    );
  }

  private complete(person: DraftPerson, pairs: readonly Pair[]): void {
    this.person = person;
    for (const pair of pairs) {
      if (isNameSlot(pair.field as PersonSlot)) this.draft.repeated.push(...pair.values);
      else this.takePair({ ...pair, role: null });
    }
  }

  private tellSecond({ field, values }: Pair): void {
    for (const written of values) {
      if (field === 'phone') this.draft.loose.push(written);
      else this.lastSchool()!.administrator.others.push({ slot: 'name', written });
    }
  }

  private openSchool(pair: Pair, role: Role | null, isNameTold = false): void {
    if (role !== null && (isOfContact(role) || role === 'contact')) {
      this.person = this.personOf(role);
      for (const value of pair.values) {
        const isTheirName =
          !isNameTold &&
          looksLikePerson(value.text) &&
          !isNamed(this.person!) &&
          findCommune(value.text).kind !== 'one';
        if (isTheirName) {
          this.tellPerson('name', { ...pair, role, values: [value], expectedAt: value.at });
          continue;
        }
        if (findCommune(value.text).kind === 'one') {
          this.draft.commune.push(slotOf({ ...pair, values: [value], expectedAt: value.at }));
          continue;
        }
        const isTownHall =
          recogniseLabel(value.text)?.field === 'commune' ||
          /^(?:mairie|ville|service|direction|pole)\b/.test(foldWords(value.text));
        (isTownHall ? this.draft.repeated : this.draft.loose).push(value);
      }
      return;
    }
    if (pair.continues && this.lastSchool() !== undefined) {
      this.school = this.lastSchool()!;
      this.person = this.school.administrator;
      return;
    }
    this.takePair(pair);
  }

  /** A name merged over « Maternelle » and « Élémentaire » names two schools. */
  private namedAbove(pair: Pair, pairs: readonly Pair[]): Pair {
    const last = this.lastSchool();
    const level = pairs.find(({ field }) => field === 'level')?.values[0];
    const isOther =
      level !== undefined && tidy(level.text) !== tidy(last?.level?.written?.text ?? level.text);
    if (!pair.continues || last?.name?.written == null || !isOther) return pair;
    return { ...pair, values: [last.name.written], continues: false };
  }

  private lastSchool(): DraftSchool | undefined {
    return this.draft.schools.at(-1);
  }

  private takePair(pair: Pair): void {
    if (this.goesOnBelow(pair)) return;
    this.freeLines = null;
    if (this.refusesGuess(pair)) return;
    const isAction =
      pair.field === 'jobTitle' && pair.values.length === 1 && isPlainAction(pair.values[0]!.text);
    if (isAction && this.school !== null) {
      this.tellSchool('action', pair);
      return;
    }
    const field = this.section === null && this.person !== null ? pair.field : this.fieldUnderHeading(pair);
    switch (field) {
      case 'commune':
        this.draft.commune.push(slotOf(pair));
        return;
      case 'insee':
        this.draft.insee ??= slotOf(pair);
        return;
      case 'schoolName':
        if (namesTownHall(pair)) this.draft.commune.push(slotOf(pair));
        else this.startSchool(pair);
        return;
      case 'uai':
      case 'level':
      case 'action':
        this.tellSchool(field, pair);
        return;
      case 'details':
        this.takeDetails(pair);
        return;
      case 'remark':
      case 'role':
        this.draft.loose.push(...pair.values);
        return;
      case 'other':
        this.draft.loose.push(...pair.values.filter(({ text }) => tellsChange(text)));
        return;
      default:
        this.tellPerson(field, pair);
        this.freeLines = this.linesAfter(pair);
        return;
    }
  }

  /** « Directrice | 04… » under « Pasteur | Mme Petit | a.petit@… »: the job and the number of the same person. */
  private goesOnBelow({ field, role, label, values, expectedAt }: Pair): boolean {
    if (this.freeLines === null || field !== 'details' || role !== 'director' || values.length === 0)
      return false;
    if (!values.every(({ text }) => looksLikeEmail(text) || looksLikePhone(text))) return false;
    const job = { text: label, number: null, link: null, at: expectedAt };
    if (!this.freeLines.takesHeading(role, job)) return false;
    for (const value of values) if (!this.freeLines.takes(value)) this.draft.loose.push(value);
    return true;
  }

  /** « Responsable technique | Paul Petit » may be followed by his job, his address, his number, a line each. */
  private linesAfter({ role, values }: Pair): FreeLines | null {
    const person = this.person;
    if (person !== null && role === null && values.length > 0)
      return new FreeLines(person, 'contact', 'typed');
    if (person === null || role === null || values.length === 0 || !speaksOfSomeone(role)) return null;
    const isOne = values.every(({ text }) => !looksLikeEmail(text) && !looksLikePhone(text));
    return new FreeLines(person, role, isOne ? 'any' : 'typed');
  }

  /** A name that nothing announces is a school's only where schools are announced; what it says of someone goes with it. */
  private refusesGuess(pair: Pair): boolean {
    const follows = this.refusedAt === pair.expectedAt.cell && pair.role === 'administrator';
    const isRefused = pair.isGuess === true && this.section !== 'schools' && this.section !== 'school';
    this.refusedAt = isRefused ? pair.expectedAt.cell : null;
    if (isRefused || follows) this.draft.loose.push(...pair.values);
    return isRefused || follows;
  }

  /** « Nom » under « École » is the school's name; under « Commune », the commune's. */
  private fieldUnderHeading(pair: Pair): Pair['field'] {
    if (pair.field !== 'lastName' || pair.role !== null || this.person !== null) return pair.field;
    if (this.section === 'commune' && this.draft.commune.every(({ written }) => written === null))
      return 'commune';
    if (this.section === 'school')
      return recogniseLabel(`${this.headingText} ${pair.label}`)?.field ?? pair.field;
    return pair.field;
  }

  private startSchool(pair: Pair): void {
    const [details] = pair.values;
    if (details !== undefined && isLevelOnly(pair.label) && tellsReach(details.text)) {
      this.startSchool({
        ...pair,
        values: [{ ...details, text: tidy(pair.label), number: null, link: null }],
      });
      this.takeDetails({ ...pair, field: 'details', role: 'administrator' });
      return;
    }
    this.section = 'school';
    this.schoolOfSheet = null;
    if (this.school === null || this.school.name !== null) {
      this.school = emptySchool();
      this.draft.schools.push(this.school);
    }
    this.school.name = slotOf(this.inItsGroup(pair));
    this.school.at = pair.expectedAt;
    this.school.levelAbove = this.levelAbove;
    this.person = this.school.administrator;
  }

  /** « Maternelle » under « Groupe scolaire Jean Jaurès » keeps both. */
  private inItsGroup(pair: Pair): Pair {
    const [value] = pair.values;
    if (
      value !== undefined &&
      isLevelOnly(pair.label) &&
      !looksLikeSchool(value.text) &&
      !tellsReach(value.text)
    ) {
      return { ...pair, values: [{ ...value, text: `${pair.label} ${tidy(value.text)}` }] };
    }
    if (value === undefined || this.group === null) return pair;
    if (!isLevelOnly(value.text)) {
      this.group = null;
      return pair;
    }
    this.draft.loose = this.draft.loose.filter(({ text }) => tidy(text) !== this.group);
    return { ...pair, values: [{ ...value, text: `${this.group} – ${tidy(value.text)}` }] };
  }

  private tellSchool(field: 'uai' | 'level' | 'action', pair: Pair): void {
    if (this.school === null || this.school[field]?.written) {
      this.school = emptySchool();
      this.school.at = pair.expectedAt;
      this.draft.schools.push(this.school);
      this.person = this.school.administrator;
    }
    this.school[field] = slotOf(pair);
  }

  private takeDetails(pair: Pair): void {
    if (pair.values.length === 1 && namesTownHall(pair)) {
      this.draft.commune.push(slotOf(pair));
      return;
    }
    if (pair.values.length === 0) this.tellPerson('name', pair);
    const parts = splitDetails(pair.values);
    const isReach = parts.length > 0 && parts.every(({ slot }) => slot === 'email' || slot === 'phone');
    if (isReach && pair.role === 'contact' && this.person !== null) {
      this.takeDetails({ ...pair, role: null });
      return;
    }
    for (const { slot, written } of parts) {
      if (slot === 'jobTitle' && tellsChange(written.text)) {
        this.draft.loose.push(written);
        continue;
      }
      this.tellPerson(slot, { ...pair, values: [written], expectedAt: written.at });
    }
    if (pair.role !== null) this.person = this.personOf(pair.role);
    this.freeLines = this.linesAfter(pair);
  }

  private tellPerson(slot: PersonSlot, pair: Pair): void {
    const person = pair.role === null ? this.currentPerson() : this.personOf(pair.role);
    if (person === null) {
      (this.hasBegun ? this.draft.loose : this.draft.letterhead).push(...pair.values);
      return;
    }
    person.at ??= pair.expectedAt;
    if (isNameSlot(slot) && speaksOfSomeone(pair.role)) this.person = person;
    if (pair.role === 'director' && /^direct|^chef(?:fe)? d['’]établissement/i.test(pair.label)) {
      person.calledAs = { text: pair.label, number: null, link: null, at: pair.expectedAt };
    }
    const [first, ...more] =
      slot === 'name' && pair.values.length > 1 && !isWholeName(pair.values[0]!)
        ? [joined(pair.values)]
        : pair.values;
    const known = slot === 'name' ? (person.slots.name ?? namedInTwo(person)) : person.slots[slot];
    if (known === undefined || known.written === null) {
      if (first !== undefined || known === undefined)
        person.slots[slot] = slotOf({ ...pair, values: first === undefined ? [] : [first] });
    } else if (first !== undefined) {
      if (tidy(first.text) === tidy(known.written.text)) this.draft.repeated.push(first);
      else person.others.push({ slot, written: first });
    }
    for (const written of more) person.others.push({ slot, written });
  }

  private currentPerson(): DraftPerson | null {
    if (this.person !== null) return this.person;
    this.openSchoolOfSheet();
    if (this.school !== null) return this.school.administrator;
    return this.section === 'commune' ? emptyPerson() : null;
  }

  private takeLoose(written: Written): void {
    if (this.freeLines?.takes(written)) return;
    if (this.section === 'school' && this.school?.uai === null && looksLikeUai(written.text)) {
      this.school.uai = { written, expectedAt: written.at, nameOrder: null };
      return;
    }
    this.freeLines = null;
    const isName =
      looksLikeSchool(written.text) && beginsWithSchool(written.text) && !namesGroup(written.text);
    if (this.hasBegun && !this.hasEnded && isName && this.section !== 'schools') {
      this.startSchool(unlabelled('schoolName', written));
      this.school!.isTentative = true;
      return;
    }
    if (namesGroup(written.text)) this.group = tidy(written.text);
    const isOne = looksLikeSchool(written.text) && !speaksOfSchools(written.text);
    if (this.section === 'schools' && this.school === null && isOne) {
      this.startSchool(unlabelled('schoolName', written));
      return;
    }
    (this.hasBegun && !this.hasEnded ? this.draft.loose : this.draft.letterhead).push(written);
  }
}
