import { errorFacts } from '../../src/kernel/log.js';
import { type RemindSteps, remindOfCorrections } from './remind-of-corrections.js';

/** Reminds every `everyMs`, from then on; what fails is tried again at the next turn. */
export function startReminders(steps: RemindSteps & { everyMs: number }): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(() => remindOfCorrections(steps))
      .catch((error: unknown) => steps.log.warn('reminders failed', errorFacts(error)));
  }, steps.everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
