import { unreachable } from '../../kernel/result.js';
import type { AccessAdapter, AccessOutcome, AccessTask } from '../access-adapter.js';
import type { StepLedger } from '../step-ledger.js';
import { Interrupted } from './interrupted.js';
import { closeSchool } from './orders/close-school.js';
import { openSchool } from './orders/open-school.js';
import { reopenSchool } from './orders/reopen-school.js';
import { replaceAdministrator } from './orders/replace-administrator.js';
import { updateContact } from './orders/update-contact.js';
import type { Site } from './site.js';

type Proof = Record<string, string>;

/** Carries orders out at laclasse.com. Nothing is ever deleted but profiles, addresses, and accounts after their grace. */
export function laclasseAdapter(site: Site): AccessAdapter {
  return {
    async carryOut(task, ledger): Promise<AccessOutcome> {
      try {
        const proof = await orderOf(task)(site, ledger, task);
        return { kind: 'done', proof: { adapter: 'laclasse', structure: task.uai, ...proof } };
      } catch (error) {
        if (error instanceof Interrupted) return error.outcome(site.settings.retryMs);
        throw error;
      }
    },
  };
}

function orderOf({ kind }: AccessTask): (site: Site, ledger: StepLedger, task: AccessTask) => Promise<Proof> {
  switch (kind) {
    case 'open-school':
    case 'add-administrator':
      return openSchool;
    case 'replace-administrator':
      return replaceAdministrator;
    case 'close-school':
      return closeSchool;
    case 'reopen-school':
      return reopenSchool;
    case 'update-contact':
      return updateContact;
    default:
      return unreachable(kind);
  }
}
