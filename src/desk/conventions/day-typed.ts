import { Temporal } from 'temporal-polyfill';

/** A day as a browser sends it (`YYYY-MM-DD`); null when it is none. */
export function dayTyped(text: string): Temporal.PlainDate | null {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text, { overflow: 'reject' }) : null;
  } catch {
    return null;
  }
}
