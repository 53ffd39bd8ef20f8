import type { Reading } from '../form/reading.js';
import type { Authenticity, MessageKind } from '../intake/sorted-message.js';
import type { CommuneList } from '../registry/change.js';
import type { DirectorySchool } from '../registry/school.js';
import type { YearAsked } from '../registry/year-asked.js';
import type { CaseRenewal } from './renewal/case-renewal.js';

/** One document of the message as read. A document that could not be opened is a reading too, with its code. */
export type ReadDocument = { readingId: string; name: string; sha256: string; reading: Reading };

/** The same document, or the same content for the same commune, that came in an earlier message. */
export type EarlierForm = {
  sameAs: 'document' | 'content';
  requestId: string;
  receivedAt: Date;
};

/** What the registry and the directory hold about the commune that the form names. */
export type CommuneFile = {
  insee: string;
  isConventionInForce: boolean;
  /** An address or a domain that an agent has confirmed for this commune. */
  isSenderTrusted: boolean;
  /** The list in force for the school year the form speaks of, or the last one before it. */
  list: CommuneList;
  directory: readonly DirectorySchool[];
};

/** All that a decision rests on. Pure data: the same case gives the same decision, on any day, on any machine. */
export type Case = {
  message: {
    kind: MessageKind;
    mayAnswer: boolean;
    /** Codes of the sorting. `processing-failed`: nothing could be found in it. */
    reasons: readonly string[];
    authenticity: Authenticity;
    leftOnServer: 'too_large' | 'not_given' | null;
  };
  documents: readonly ReadDocument[];
  /** Null when no form names a commune of the Métropole. */
  commune: CommuneFile | null;
  earlier: EarlierForm | null;
  /**
   * The request this message belongs to, when its sender is entitled to join it; `pending` is the form it was last
   * judged on.
   */
  joins: { requestId: string; isAwaitingCommune: boolean; pending?: Reading | null } | null;
  /** A request of proven mail that this one, unproven, says it belongs to: it never joins it by itself. */
  claims?: { requestId: string } | null;
  /** The school year it speaks of; the commune's list is the one of that year. */
  year?: YearAsked;
  /** The campaign that this message answers, or may answer, for its commune. */
  renewal?: CaseRenewal | null;
};
