import type { AccessAdapter } from './access-adapter.js';

/** Every order is an agent's: they do it in laclasse.com by hand, from a CSV made for it, and record that it is done. */
export const manual: AccessAdapter = {
  async carryOut() {
    return { kind: 'needs-agent', code: 'to_do_by_hand' };
  },
};
