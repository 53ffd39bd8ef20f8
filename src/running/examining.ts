import type { ExaminePool } from '../../workers/examine/examine.js';
import type { ExamineInput, ExamineSettings } from '../../workers/examine/task.js';
import type { Config } from '../config.js';
import { openClamd, type VirusScanner } from '../intake/clamd.js';
import { openPool } from '../isolation/pool.js';

const task = new URL('../../workers/examine/task.js', import.meta.url);

/** Most mails with a form weigh less; a larger one would take memory of the task under way. */
const MOST_BYTES_THAT_WAIT = 256 * 1024;

/** The children that take messages apart and read their documents. */
export function openExaminePool(config: Config): ExaminePool {
  return openPool({
    ...{ task, ...config.readers, spare: 1, startsAtOnce: true },
    mayWaitInChild: ({ raw }: ExamineInput) => raw.length <= MOST_BYTES_THAT_WAIT,
  });
}

/** The virus scanner of the settings; null when none is set. */
export function openScanner({ clamd }: Config): VirusScanner | null {
  return clamd === null ? null : openClamd(clamd.url, { timeoutMs: clamd.timeoutMs });
}

export function examineSettings({ intake }: Config, referenceSecret: string): ExamineSettings {
  const { ownAddresses, aliases, authservId } = intake;
  return { ownAddresses, aliases, referenceSecret, authservId };
}
