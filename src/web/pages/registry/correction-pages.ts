import { checkDetail } from '../../../decision/agent/check-value.js';
import { type PersonDetail, personDetails } from '../../../decision/agent/field-path.js';
import {
  type CorrectionByHand,
  correctRegistry,
  previewCorrection,
  type RegistryCorrection,
} from '../../../desk/correct-registry.js';
import type { NotDone } from '../../../desk/desk.js';
import { displayPhone } from '../../../form/read/read-phone.js';
import { receptionDay } from '../../../provisioning/deadlines.js';
import type { Person } from '../../../registry/person.js';
import { schoolYearAskedOn } from '../../../registry/school-year.js';
import { problemSentences } from '../../../reply/problem-sentences.js';
import { type CommunePage, loadCommunePage } from '../../../store/desk/commune-page.js';
import type { Answer, Asked, Page, Query } from '../../server/page.js';
import { longDay } from '../../view/short-dates.js';
import { newActionId, whyNot } from '../request/on-request.js';
import { toldChange } from '../request/words-of-actions.js';
import { roleWords } from './person-view.js';
import { namedCommune } from './show-commune.js';

const kinds = ['add-school', 'set-administrator', 'remove-school', 'set-contact'] as const;
type Kind = (typeof kinds)[number];

const titles: Record<Kind, string> = {
  'add-school': 'Ajouter une école',
  'set-administrator': 'Changer l’administrateur',
  'remove-school': 'Retirer une école',
  'set-contact': 'Changer un correspondant',
};

const detailNames: Record<PersonDetail, string> = {
  firstName: 'Prénom',
  lastName: 'Nom',
  jobTitle: 'Fonction',
  email: 'Adresse e-mail',
  phone: 'Téléphone',
};

type Filled = { kind: Kind; uai: string; role: 'followUp' | 'technical'; isBeside: boolean; person: Person };

function filledIn(values: Query): Filled | null {
  const kind = kinds.find((one) => one === values.text('quoi'));
  if (kind === undefined) return null;
  const person = Object.fromEntries(
    personDetails.map((detail) => [detail, values.text(detail).slice(0, 300)]),
  ) as Person;
  return {
    ...{ kind, person, uai: values.text('uai').slice(0, 8).toUpperCase() },
    role: values.text('role') === 'technical' ? 'technical' : 'followUp',
    isBeside: values.text('aussi') === 'oui',
  };
}

function correctionOf({ kind, uai, role, isBeside, person }: Filled): RegistryCorrection {
  switch (kind) {
    case 'remove-school':
      return { kind, uai };
    case 'set-contact':
      return { kind, role, person };
    case 'set-administrator':
      return { kind, uai, administrator: person, isBeside };
    case 'add-school':
      return { kind, uai, administrator: person };
    default:
      return kind satisfies never;
  }
}

/** Each detail with what the rules of forms say of it, once something was asked. */
function boxesOf({ person }: Filled, isAsked: boolean) {
  return personDetails.map((detail) => {
    const checked = checkDetail(detail, person[detail]);
    const isWrong = isAsked && !checked.isRight;
    return {
      ...{ name: detail, label: detailNames[detail], value: person[detail], isWrong },
      says: isWrong ? problemSentences[checked.code].label : '',
      suggestion: isWrong ? checked.suggestion : null,
    };
  });
}

function formerPerson({ kind, uai, role }: Filled, page: CommunePage): Person | null {
  if (kind === 'set-contact') return page.contacts[role]?.person ?? null;
  if (kind !== 'set-administrator') return null;
  return page.list?.schools.find((one) => one.uai === uai)?.administrator ?? null;
}

/** The telephone as people write it; read back by the same rules. */
function asTyped(person: Person): Person {
  const { phone } = person;
  return /^\+\d{6,15}$/.test(phone) ? { ...person, phone: displayPhone(phone) } : person;
}

async function showForm(
  asked: Asked,
  filled: Filled,
  { isAsked, said }: { isAsked: boolean; said?: NotDone },
): Promise<Answer> {
  const commune = namedCommune(asked);
  if (commune === null) return { kind: 'missing' };
  const { desk, now, form } = asked;
  const page = await loadCommunePage(desk.db, commune.insee, schoolYearAskedOn(receptionDay(now)));
  const former = formerPerson(filled, page);
  const shown = !isAsked && former !== null ? { ...filled, person: asTyped(former) } : filled;
  const correction: CorrectionByHand = { communeInsee: commune.insee, correction: correctionOf(shown) };
  const isReady = isAsked || shown.kind === 'remove-school';
  const preview = isReady ? await previewCorrection(desk.verbs, correction) : null;
  const isRefused = preview !== null && preview.kind !== 'preview';
  const why = said ?? (isRefused ? preview : null);
  const listed = new Set(page.list?.schools.map(({ uai }) => uai));
  return {
    kind: 'page',
    template: 'registry-correction',
    title: `${titles[shown.kind]} – ${commune.name}`,
    section: 'communes',
    status: why === null ? 200 : 422,
    view: {
      ...{ kind: shown.kind, title: titles[shown.kind], uai: shown.uai, role: shown.role },
      ...{ commune: commune.name, communeHref: `/communes/${commune.insee}`, isBeside: shown.isBeside },
      here: `/communes/${commune.insee}/registre`,
      notice: why === null ? null : whyNot(why, ''),
      roleName: roleWords[shown.role],
      school: page.list?.schools.find(({ uai }) => uai === shown.uai)?.name ?? null,
      choices: page.directory.filter(({ uai, state }) => state !== 'closed' && !listed.has(uai)),
      boxes: shown.kind === 'remove-school' ? [] : boxesOf(shown, isAsked),
      reason: form.text('motif').slice(0, 1_000),
      actionId: newActionId(),
      preview:
        preview?.kind === 'preview'
          ? {
              change: toldChange(preview.change),
              due: preview.order === null ? null : longDay(preview.dates.dueOn),
              target: longDay(preview.dates.targetOn),
              fingerprint: preview.fingerprint,
            }
          : null,
    },
  };
}

const show: Page = {
  method: 'GET',
  url: '/communes/:insee/registre',
  who: 'agent',
  async answer(asked) {
    const filled = filledIn(asked.query);
    return filled === null ? { kind: 'missing' } : showForm(asked, filled, { isAsked: false });
  },
};

/** Nothing is changed: what would be, and by when. */
const preview: Page = {
  method: 'POST',
  url: '/communes/:insee/registre/apercu',
  who: 'agent',
  async answer(asked) {
    const filled = filledIn(asked.form);
    return filled === null ? { kind: 'missing' } : showForm(asked, filled, { isAsked: true });
  },
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const carryOut: Page = {
  method: 'POST',
  url: '/communes/:insee/registre',
  who: 'agent',
  async answer(asked) {
    const [commune, filled] = [namedCommune(asked), filledIn(asked.form)];
    if (commune === null || filled === null) return { kind: 'missing' };
    const { desk, form, signedIn } = asked;
    const actionId = form.text('_action');
    const outcome = await correctRegistry(desk.verbs, signedIn!.agent, {
      ...{ communeInsee: commune.insee, correction: correctionOf(filled) },
      reason: form.text('motif').slice(0, 1_000),
      fingerprint: form.text('_empreinte'),
      ...(UUID.test(actionId) ? { actionId } : {}),
    });
    if (outcome.kind !== 'done') return showForm(asked, filled, { isAsked: true, said: outcome });
    return { kind: 'redirect', to: `/communes/${commune.insee}?fait=registre&action=${outcome.actionId}` };
  },
};

export const correctionByHandPages: Page[] = [show, preview, carryOut];
