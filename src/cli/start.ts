import { parseArgs } from 'node:util';
import { type Role, readConfig, roles } from '../config.js';
import { createLog } from '../kernel/log.js';
import { type Service, startService } from '../running/service.js';
import { CommandError } from './command-error.js';
import { dryRun } from './dry-run.js';

/** `start [--role ROLE] [--dry-run]`: runs until SIGTERM or SIGINT; a second signal ends it at once. */
export async function start(args: string[]): Promise<number> {
  const { role, isDryRun } = readArguments(args);
  const config = readConfig(isDryRun ? 'dry-run' : role);
  if (isDryRun) return dryRun(config);

  const log = createLog(config.logLevel);
  const service = await startService({ config, log });
  await untilAsked(service);
  return 0;
}

function readArguments(args: string[]): { role: Role; isDryRun: boolean } {
  let values: { role?: string | undefined; 'dry-run'?: boolean | undefined };
  try {
    ({ values } = parseArgs({ args, options: { role: { type: 'string' }, 'dry-run': { type: 'boolean' } } }));
  } catch (error) {
    throw new CommandError(`start: ${(error as Error).message}`);
  }
  const role = values.role ?? 'all';
  if (!roles.includes(role as never))
    throw new CommandError(`There is no role “${role}”: ${roles.join(', ')}.`);
  return { role: role as Role, isDryRun: values['dry-run'] ?? false };
}

/** What is left after the bound is given up: the process ends, and the rows are done again by another. */
function untilAsked(service: Service): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const end = () => {
      if (asked) process.exit(1);
      asked = true;
      void service.stop().then(() => {
        resolve();
        setTimeout(() => process.exit(), 1_000).unref();
      });
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
  });
}
