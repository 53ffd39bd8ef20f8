import type { ProblemCode } from './problem-codes.js';
import type { Reading } from './reading.js';
import { rulesVersion } from './rules-version.js';

/** The reading of a document that could not be read as a form: one problem, on the document itself. */
export function refusedReading(code: ProblemCode, message: string): Reading {
  return {
    kind: 'invalid',
    rules: rulesVersion,
    commune: null,
    contacts: { followUp: null, technical: null },
    schools: [],
    problems: [{ field: 'document', code, severity: 'error', where: null, message, suggestion: null }],
    unread: [],
  };
}
