/** A person the commune named: what the convention asks of each (annexe 1), complete. */
export type Person = {
  firstName: string;
  lastName: string;
  jobTitle: string;
  /** Lower case. */
  email: string;
  /** E.164. */
  phone: string;
};
