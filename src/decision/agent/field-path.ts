import type { ContactRole } from '../../registry/change.js';

export const personDetails = ['firstName', 'lastName', 'jobTitle', 'email', 'phone'] as const;
export type PersonDetail = (typeof personDetails)[number];

/** What an agent may write over. `position` is the school's place in the reading as it was made. */
export type FieldPath =
  | { of: 'commune' }
  | { of: 'contact'; role: ContactRole; detail: PersonDetail }
  /** The line itself: « ce n’est pas une école ». */
  | { of: 'school'; position: number }
  | { of: 'school-part'; position: number; part: 'name' | 'uai' | 'action' | 'choice' }
  | { of: 'administrator'; position: number; detail: PersonDetail }
  /** A cell nobody understood, named `unread[Feuille1!A40]`. */
  | { of: 'unread'; sheet: string; cell: string };

const DETAIL = personDetails.join('|');
const contact = new RegExp(`^contacts\\.(followUp|technical)\\.(${DETAIL})$`);
const administrator = new RegExp(`^schools\\[(\\d{1,3})\\]\\.administrator\\.(${DETAIL})$`);
const schoolPart = /^schools\[(\d{1,3})\]\.(name|uai|action|choice)$/;
const school = /^schools\[(\d{1,3})\]$/;
const unread = /^unread\[(.{1,100})!([A-Z]{0,3}\d{1,7})\]$/s;

/** Null for what is no field an agent may write over. */
export function readFieldPath(field: string): FieldPath | null {
  if (field === 'commune') return { of: 'commune' };
  const found = [contact, administrator, schoolPart, school, unread].map((pattern) => pattern.exec(field));
  const [ofContact, ofAdministrator, ofPart, ofSchool, ofUnread] = found;
  if (ofContact)
    return { of: 'contact', role: ofContact[1] as ContactRole, detail: ofContact[2] as PersonDetail };
  if (ofAdministrator) {
    const [, position, detail] = ofAdministrator;
    return { of: 'administrator', position: Number(position), detail: detail as PersonDetail };
  }
  if (ofPart) {
    const [, position, part] = ofPart;
    return { of: 'school-part', position: Number(position), part: part as 'name' };
  }
  if (ofSchool) return { of: 'school', position: Number(ofSchool[1]) };
  return ofUnread ? { of: 'unread', sheet: ofUnread[1]!, cell: ofUnread[2]! } : null;
}
