/** One header field as received: name in lower case, value unfolded, not yet decoded (RFC 2047 words are still there). */
export type HeaderField = { name: string; value: string };

/** The topmost field of that name, or null. `name` in lower case. */
export function firstHeader(headers: readonly HeaderField[], name: string): string | null {
  return headers.find((field) => field.name === name)?.value ?? null;
}

/** Every field of that name, from top to bottom. `name` in lower case. */
export function allHeaders(headers: readonly HeaderField[], name: string): string[] {
  return headers.filter((field) => field.name === name).map((field) => field.value);
}
