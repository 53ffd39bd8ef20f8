import type { ProblemCode } from '../../form/problem-codes.js';
import { readEmail } from '../../form/read/read-email.js';
import { displayPhone, readPhone } from '../../form/read/read-phone.js';
import { tidy } from '../../form/read/tidy.js';
import type { SchoolAction } from '../../form/reading.js';
import { communeByInsee, findCommune } from '../../registry/find-commune.js';
import { Uai } from '../../registry/uai.js';
import type { PersonDetail } from './field-path.js';

/** What an agent typed, by the same rules as what a commune writes. `suggestion` may be proposed, never applied. */
export type CheckedValue<Value> =
  | { isRight: true; value: Value }
  | { isRight: false; code: ProblemCode; suggestion: string | null };

function right<Value>(value: Value): CheckedValue<Value> {
  return { isRight: true, value };
}

function wrong(code: ProblemCode, suggestion: string | null = null): CheckedValue<never> {
  return { isRight: false, code, suggestion };
}

export function checkDetail(detail: PersonDetail, typed: string): CheckedValue<string> {
  const text = tidy(typed);
  if (text === '') return wrong('missing');
  const written = { text, number: null, link: null, at: { sheet: '', cell: '' } };
  switch (detail) {
    case 'email': {
      const answer = readEmail(written);
      return answer.email === null ? wrong('invalid_email', answer.suggestion) : right(answer.email);
    }
    case 'phone': {
      const answer = readPhone(written);
      if (answer.phone === null) return wrong('invalid_phone', answer.suggestion);
      return answer.second === null
        ? right(answer.phone)
        : wrong('invalid_phone', displayPhone(answer.phone));
    }
    case 'jobTitle':
      return /\p{L}/u.test(text) ? right(text) : wrong('missing');
    default:
      return /\p{L}/u.test(text) && !/[@\d]/.test(text) ? right(text) : wrong('invalid_name');
  }
}

/** By its official name or its INSEE code. */
export function checkCommune(typed: string): CheckedValue<{ name: string; insee: string }> {
  const text = tidy(typed);
  if (text === '') return wrong('missing');
  const coded = communeByInsee(text);
  if (coded !== undefined) return right({ name: coded.name, insee: coded.insee });
  const match = findCommune(text);
  if (match.kind === 'one') return right({ name: match.commune.name, insee: match.commune.insee });
  return match.kind === 'ambiguous' ? wrong('ambiguous') : wrong('not_in_list', match.nearest?.name ?? null);
}

export function checkUai(typed: string): CheckedValue<Uai> {
  const uai = Uai.safeParse(typed);
  return uai.success ? right(uai.data) : wrong('invalid_uai');
}

const actions: readonly string[] = ['keep', 'add', 'remove', 'change_administrator'] satisfies SchoolAction[];

export function checkAction(typed: string): CheckedValue<SchoolAction> {
  return actions.includes(typed) ? right(typed as SchoolAction) : wrong('not_in_list');
}

export function checkSchoolName(typed: string): CheckedValue<string> {
  const text = tidy(typed);
  return /[\p{L}\d]/u.test(text) ? right(text) : wrong('missing');
}
