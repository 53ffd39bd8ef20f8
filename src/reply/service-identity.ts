/** Who answers: printed at the foot of every reply (CRPA R112-11-1). All of it comes from the settings. */
export type ServiceIdentity = {
  /** The service in charge, e.g. `Support laclasse.com – Métropole de Lyon`. */
  name: string;
  /** Who answers for personal data (« responsable de traitement »), e.g. `Métropole de Lyon`. */
  controller: string;
  /** One line, or several separated by line feeds. */
  postalAddress: string;
  /** Where communes write, e.g. `support@laclasse.com`. */
  email: string;
  /** As printed, e.g. `04 78 63 40 40`. */
  phone: string;
  /** Opening hours in French, e.g. `du lundi au vendredi, de 9 h à 17 h`. */
  hours: string;
  /** How to reach the data protection officer: an e-mail address or a postal one. */
  dpo: string;
  /** The school workspace itself, e.g. `https://www.laclasse.com`. The only link a reply may carry besides `privacyUrl`. */
  webAddress: string;
  /** The full privacy notice on the web, or null while there is none. */
  privacyUrl: string | null;
  /** « Silence vaut… »: empty until the legal service says otherwise. */
  silenceNotice: string;
  /** What becomes of a school’s data once its access is removed, in French: whole sentences. */
  dataAfterEnd: string;
};
