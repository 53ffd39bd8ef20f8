import { toldOnce } from '../form/told-once.js';
import { conventionView } from './convention-view.js';
import { fieldInFrench } from './field-in-french.js';
import { dayInFrench, instantInFrench } from './french-dates.js';
import { groupProblems } from './group-problems.js';
import { maskContacts } from './mask-contacts.js';
import { plainWords } from './plain-words.js';
import { plural } from './plural.js';
import { problemSentences } from './problem-sentences.js';
import { renewalView } from './renewal-view.js';
import type {
  FormChange,
  NamedSchool,
  RenewalUnderstood,
  ReplyFacts,
  SchoolUnderstood,
  Succession,
} from './reply-facts.js';
import type { ServiceIdentity } from './service-identity.js';

/** A stranger’s words, fit to print: no link, no third person’s contact in full. */
function asTyped(text: string): string {
  return maskContacts(plainWords(text));
}

/** Beyond this a list ends with a count. */
const MOST_SCHOOLS_SHOWN = 60;
const MOST_CHANGES_SHOWN = 30;
const MOST_DOCUMENTS_SHOWN = 10;

const MEGABYTE = 1024 * 1024;

function listed<Item, Shown>(items: readonly Item[], most: number, show: (item: Item) => Shown) {
  return {
    count: items.length,
    items: items.slice(0, most).map(show),
    more: Math.max(0, items.length - most),
  };
}

function shownSchool({ name, uai, administrator }: SchoolUnderstood) {
  return {
    name: asTyped(name),
    uai: uai ?? '',
    administrator: administrator === null ? '' : asTyped(administrator),
  };
}

function shownChange({ field, school, before, after }: FormChange) {
  const value = (text: string | null) => (text === null || text === '' ? '(vide)' : asTyped(text));
  return {
    what: fieldInFrench(field, school === null ? null : asTyped(school)),
    before: value(before),
    after: value(after),
  };
}

function schools(list: readonly SchoolUnderstood[]) {
  return listed(list, MOST_SCHOOLS_SHOWN, shownSchool);
}

function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toLocaleString('fr-FR', { maximumFractionDigits: 1 })}\u00a0Mo`;
}

/** What every template may print of the service. */
export function serviceView(service: ServiceIdentity) {
  return {
    ...service,
    addressLines: service.postalAddress.split('\n'),
    phone: service.phone.replaceAll(' ', '\u00a0'),
    phoneHref: service.phone.replace(/[^\d+]/g, ''),
  };
}

/** What only some kinds have; each is printed by the templates of those kinds. */
function particulars(facts: ReplyFacts) {
  return {
    ...('deadline' in facts && facts.deadline !== null
      ? {
          due: dayInFrench(facts.deadline.dueOn),
          target:
            facts.deadline.targetOn === facts.deadline.dueOn ? null : dayInFrench(facts.deadline.targetOn),
        }
      : { due: null, target: null }),
    ...('schools' in facts && { schools: schools(facts.schools) }),
    ...('waitingSchools' in facts && { waitingSchools: schools(facts.waitingSchools) }),
    ...('removedSchools' in facts && { removedSchools: schools(facts.removedSchools) }),
    ...('problems' in facts && problemsView(facts)),
    ...('warnings' in facts && { groups: groupProblems(facts.warnings) }),
  };
}

function problemsView({
  problems,
  workbookName,
  workbookIs,
}: Extract<ReplyFacts, { workbookName: string | null }>) {
  return {
    groups: groupProblems(problems),
    /** What must be mended; warnings are only to check. */
    errorCount: toldOnce(problems).filter(({ severity }) => severity === 'error').length,
    workbookName: workbookName && asTyped(workbookName),
    isTheirWorkbook: workbookIs !== 'ours',
  };
}

function modelView({
  modelName,
  isModelPrefilled = false,
}: Extract<ReplyFacts, { modelName: string | null }>) {
  return { modelName: modelName && asTyped(modelName), isModelPrefilled };
}

function ofItsKind(facts: ReplyFacts) {
  switch (facts.kind) {
    case 'no-form':
      return {
        documents: listed(facts.documentNames, MOST_DOCUMENTS_SHOWN, (name) => asTyped(name)),
        ...modelView(facts),
      };
    case 'unopenable':
      return {
        documents: listed(facts.documents, MOST_DOCUMENTS_SHOWN, ({ name, code }) => ({
          name: asTyped(name),
          advice: problemSentences[code].advice,
        })),
        ...modelView(facts),
      };
    case 'too-large':
      return { size: megabytes(facts.size), limit: megabytes(facts.limit) };
    case 'already-received':
      return { firstReceivedAt: instantInFrench(facts.firstReceivedAt), standing: facts.standing };
    case 'correction-thanks':
      return { outcome: facts.outcome, changes: listed(facts.changes, MOST_CHANGES_SHOWN, shownChange) };
    case 'access-open':
      return {
        openedOn: dayInFrench(facts.openedOn),
        isAddition: facts.isAddition === true,
        remaining: facts.remaining ?? 0,
      };
    case 'access-closed':
      return { closedOn: dayInFrench(facts.closedOn) };
    case 'convention-notice':
    case 'convention-ending':
    case 'convention-ended':
      return { convention: conventionView(facts) };
    case 'administrator-access-ending':
      return { convention: conventionView(facts), ...administeredView(facts) };
    case 'convention-continues':
      return {
        convention: conventionView(facts),
        ...(facts.administrator === null
          ? { administratorName: null }
          : administeredView(facts.administrator)),
      };
    case 'account-ready':
      return {
        ...administeredView(facts),
        account: facts.account,
        login: facts.login && asTyped(facts.login),
      };
    case 'administrator-changed':
      return {
        successions: listed(facts.successions, MOST_SCHOOLS_SHOWN, shownSuccession),
        changedOn: dayInFrench(facts.changedOn),
        recipient: facts.recipient,
      };
    case 'change-asked':
      return { asks: facts.asks.map((ask) => changesAsked[ask]), askedBy: asWritten(facts.askedBy) };
    case 'corrections-reminder':
      return { agentOn: dayInFrench(facts.agentOn) };
    case 'renewal-opening':
    case 'renewal-reminder':
      return { ...modelView(facts), ...renewalView(facts) };
    case 'renewal-answer':
    case 'renewal-question':
      return { ...renewalView(facts), understood: understoodView(facts.understood) };
    case 'renewal-late':
    case 'renewal-renewed':
      return renewalView(facts);
    default:
      return {};
  }
}

function administeredView({
  administratorName,
  administeredSchools,
}: {
  administratorName: string;
  administeredSchools: readonly NamedSchool[];
}) {
  return {
    administratorName: asTyped(administratorName),
    administered: listed(administeredSchools, MOST_SCHOOLS_SHOWN, schoolName),
  };
}

function understoodView({ kept, added, changed, removed, missing }: RenewalUnderstood) {
  return {
    ...{ kept: schools(kept), added: schools(added), removed: schools(removed), missing: schools(missing) },
    changed: listed(changed, MOST_SCHOOLS_SHOWN, shownSuccession),
    isUnchanged: added.length + changed.length + removed.length + missing.length === 0,
  };
}

const changesAsked = {
  administrator_replaced: 'Remplacer l’administrateur d’une école.',
  removal_asked: 'Retirer une école.',
  contact_replaced: 'Remplacer la personne qui suit le projet ou le correspondant technique.',
};

/** An address in full: whoever is told must be able to recognise it. No reader makes a link of it. */
function asWritten(address: string): string {
  return plainWords(address.replace('@', ' (arobase) '));
}

function shownSuccession({ school, formerName, newName }: Succession) {
  return { school: schoolName(school), formerName: asTyped(formerName), newName: asTyped(newName) };
}

function schoolName({ name, uai }: NamedSchool): string {
  return uai === null ? asTyped(name) : `${asTyped(name)} (${uai})`;
}

/** What the templates print, all of it formatted and cleaned: they decide nothing. */
export function replyView(facts: ReplyFacts, service: ServiceIdentity) {
  return {
    count: plural,
    reference: facts.reference,
    receivedAt: instantInFrench(facts.receivedAt),
    originalSubject: asTyped(facts.originalSubject),
    commune: facts.communeName && asTyped(facts.communeName),
    service: serviceView(service),
    ...particulars(facts),
    ...ofItsKind(facts),
  };
}
