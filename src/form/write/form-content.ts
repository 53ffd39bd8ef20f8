/** What may be written in the model for a person; what is unknown is an empty text. */
export type FormPerson = {
  firstName: string;
  lastName: string;
  jobTitle: string;
  email: string;
  phone: string;
};
export type FormSchool = { action: string; name: string; uai: string; administrator: FormPerson };
export type FormContent = {
  commune: string;
  insee: string | null;
  followUp: FormPerson;
  technical: FormPerson;
  schools: readonly FormSchool[];
  /** `2027` for the school year 2027-2028. */
  year: number;
};

export const nobody: FormPerson = { firstName: '', lastName: '', jobTitle: '', email: '', phone: '' };
