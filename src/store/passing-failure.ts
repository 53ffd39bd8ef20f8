import pg from 'pg';

/**
 * Classes of SQLSTATE that say nothing of the rows: connection, resources, an operator, the system, and transactions
 * that got in each other's way.
 */
const PASSING = ['08', '40', '53', '55', '57', '58'];

const OUT_OF_REACH = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_)/;
const CONNECTION_LOST = /^(Connection terminated|Client has encountered a connection error|timeout exceeded)/;

/** True for what may succeed when it is tried again as it is: anything but an error about the very rows or values. */
export function isPassingFailure(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return PASSING.includes((error.code ?? '').slice(0, 2));
  const { code, message } = error as { code?: unknown; message?: unknown };
  return OUT_OF_REACH.test(String(code)) || CONNECTION_LOST.test(String(message));
}
