import { findCommune } from '../../registry/find-commune.js';
import {
  looksLikeEmail,
  looksLikePerson,
  looksLikePhone,
  looksLikeSchool,
  looksLikeSentence,
  looksLikeUai,
} from './guess-kind.js';
import type { LabelField } from './recognise-label.js';

/** How well a text answers a label: 2 clearly, 1 possibly, -1 not at all. */
export function fits(field: LabelField | null, text: string): number {
  switch (field) {
    case 'email':
      return looksLikeEmail(text) ? 2 : -1;
    case 'phone':
      return looksLikePhone(text) ? 2 : text.replace(/\D/g, '').length >= 4 && !looksLikeEmail(text) ? 1 : -1;
    case 'uai':
      return looksLikeUai(text) ? 2 : /\d{5,}/.test(text) && !looksLikePhone(text) ? 1 : -1;
    case null:
      return looksLikePerson(text) ? 2 : lettersIn(text) > 3 && !looksLikeSchool(text) ? 1 : -1;
    case 'name':
      return looksLikePerson(text) ? 2 : isWordy(text) && !looksLikeSchool(text) ? 1 : -1;
    case 'firstName':
    case 'lastName':
    case 'civility':
      return isWordy(text) && !looksLikeSchool(text) ? 1 : -1;
    case 'schoolName':
      return looksLikeSchool(text) ? 2 : isWordy(text) ? 1 : -1;
    case 'commune':
      return findCommune(text).kind !== 'none' ? 2 : isWordy(text) ? 1 : -1;
    case 'jobTitle':
    case 'level':
    case 'action':
      return isWordy(text) ? 1 : -1;
    case 'details':
      return looksLikeEmail(text) || looksLikePhone(text) || lettersIn(text) > 2 ? 1 : -1;
    default:
      return 0.5;
  }
}

function lettersIn(text: string): number {
  return text.replace(/[^\p{L}]/gu, '').length;
}

function isWordy(text: string): boolean {
  return /\p{L}/u.test(text) && !looksLikeEmail(text) && !looksLikePhone(text) && !looksLikeSentence(text);
}
