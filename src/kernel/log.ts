import { pino } from 'pino';

/** Facts that may be logged: identifiers, counts, codes, durations. Never an address, a name or a content. */
export type Facts = Record<string, string | number | boolean | null | undefined | readonly string[]>;

/** Logs a past-tense event with its identifiers, e.g. `log.info('form rejected', { messageId, problems: 3 })`. */
export type Log = {
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** JSON lines on standard output (or on `destination`, a writable stream). */
export function createLog(level: LogLevel, destination?: { write(line: string): void }): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return {
    info: (event, facts = {}) => logger.info(facts, event),
    warn: (event, facts = {}) => logger.warn(facts, event),
    error: (event, facts = {}) => logger.error(facts, event),
  };
}

/**
 * What a log line may say of an error: its class, its code and where it was thrown, but not its message,
 * which may quote a stranger's words.
 */
export function errorFacts(error: unknown): Facts {
  if (!(error instanceof Error)) return { errorClass: typeof error };
  const code = (error as { code?: unknown }).code;
  const thrownAt = error.stack
    ?.split('\n')
    .find((line) => line.trimStart().startsWith('at '))
    ?.trim();
  return { errorClass: error.name, errorCode: typeof code === 'string' ? code : undefined, thrownAt };
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
