import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.js';

export type Database = Kysely<Tables>;
/** A database or a transaction within it: what a function that only reads asks for. */
export type Queries = Kysely<Tables> | Transaction<Tables>;
export type Tx = Transaction<Tables>;

const INT8 = 20;
const DATE = 1082;

/** 64-bit numbers we store (UIDs, sizes, tokens) fit a double; a date stays the text `YYYY-MM-DD`, without a zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: unknown) {
    if (oid === INT8) return (text: string) => Number(text);
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

export type DatabaseOptions = {
  url: string;
  /** Connections at most. */
  maxConnections: number;
  /** Told of a connection lost while idle: the next query opens another. */
  onIdleError: (error: Error) => void;
};

/** Opens nothing yet: the first query connects. */
export function openDatabase({ url, maxConnections, onIdleError }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    types,
    connectionTimeoutMillis: 10_000,
    application_name: 'inscriptions',
  });
  pool.on('error', onIdleError);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
