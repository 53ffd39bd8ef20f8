/** One result of an Authentication-Results header: `dmarc=fail (p=reject) header.from=corbas.fr`. All in lower case. */
export type AuthenticationResult = {
  method: string;
  result: string;
  /** `header.from`, `header.d`, `smtp.mailfrom`, `policy.dmarc`, … */
  properties: Map<string, string>;
  /** What stood between brackets: there servers write the policy of the domain. */
  comment: string;
};

export type AuthenticationResults = { authservId: string; results: AuthenticationResult[] };

/** Reads one Authentication-Results value (RFC 8601), or null when it does not begin with the name of a server. */
export function readAuthenticationResults(value: string): AuthenticationResults | null {
  const [head, ...statements] = splitStatements(value);
  const authservId = /^([^\s=;]+)(\s+\d+)?$/.exec(head?.text ?? '')?.[1];
  if (authservId === undefined) return null;
  const results = statements.slice(0, 100).flatMap(({ text, comment }) => readStatement(text, comment) ?? []);
  return { authservId, results };
}

type Statement = { text: string; comment: string };

/** Cuts at semicolons outside quotes and comments; quotes are undone, comments set apart. */
function splitStatements(value: string): Statement[] {
  const statements: Statement[] = [{ text: '', comment: '' }];
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const statement = statements.at(-1)!;
    let char = value[at]!;
    const isEscaped = char === '\\' && (isQuoted || depth > 0);
    if (isEscaped) {
      at += 1;
      char = value[at] ?? '';
    } else if (char === '"' && depth === 0) {
      isQuoted = !isQuoted;
      continue;
    } else if (char === '(' && !isQuoted) {
      depth += 1;
      continue;
    } else if (char === ')' && !isQuoted && depth > 0) {
      depth -= 1;
      if (depth === 0) statement.text += ' ';
      continue;
    } else if (char === ';' && !isQuoted && depth === 0) {
      statements.push({ text: '', comment: '' });
      continue;
    }
    if (depth > 0) statement.comment += char.toLowerCase();
    else statement.text += isQuoted && /[\s=]/.test(char) ? '_' : char.toLowerCase();
  }
  return statements.map(({ text, comment }) => ({ text: text.trim(), comment }));
}

const statement = /^([a-z][a-z0-9-]*)(?:\s*\/\s*\d+)?\s*=\s*([a-z0-9-]+)\b/;

function readStatement(text: string, comment: string): AuthenticationResult | null {
  const head = statement.exec(text);
  if (head === null) return null;
  const properties = new Map<string, string>();
  for (const [, name, value] of text.slice(head[0].length).matchAll(/([a-z0-9.-]+)\s*=\s*([^\s]+)/g)) {
    if (!properties.has(name!)) properties.set(name!, value!);
  }
  return { method: head[1]!, result: head[2]!, properties, comment };
}
