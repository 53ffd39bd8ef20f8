/** What a message leads to. `ask-agent` waits for a person with everything prepared. */
export const outcomes = ['accept', 'correct', 'ask-agent', 'already-received', 'no-form', 'ignore'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why. One code, and the sentence for agents, the metric and the test hang off it. */
export const reasonCodes = [
  'all_conditions_hold',
  'form_has_errors',
  'document_unopenable',
  'no_form_found',
  'too_large',
  'not_given_by_server',
  'same_document',
  'same_content',
  'automatic',
  'automatic_with_document',
  'forged',
  'may_not_be_answered',
  'infected',
  'not_scanned',
  'marked_spam',
  'processing_failed',
  'several_forms',
  'answer_without_form',
  'sender_unproven',
  'sender_not_confirmed',
  'convention_not_in_force',
  'cells_unexplained',
  'school_ambiguous',
  'school_not_in_directory',
  'school_closed',
  'same_school_twice',
  'removal_asked',
  'school_missing_from_list',
  'administrator_replaced',
  'contact_replaced',
  'commune_unknown',
  'list_emptied',
  'accepted_by_agent',
  'corrections_by_agent',
  'closed_by_agent',
  'reopened_by_agent',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];
