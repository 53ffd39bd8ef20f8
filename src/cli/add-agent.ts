import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.js';
import { silentLog } from '../kernel/log.js';
import { addAgent, changeAgent, findAgent } from '../store/desk/agents.js';
import { hashPassword, SHORTEST_PASSWORD } from '../web/login/password.js';
import { isRole, roles } from '../web/server/role.js';
import { CommandError } from './command-error.js';
import { openBase } from './open-base.js';

const usage =
  'Usage: add-agent LOGIN --name "Prénom Nom" [--role reader|agent|supervisor]; the password is read from standard input.';

/** `add-agent LOGIN --name NAME [--role ROLE]`: the first account, and any other. A known login gets a new password. */
export async function addAgentCommand(args: string[]): Promise<number> {
  const { login, name, role } = readArguments(args);
  const password = await askPassword();
  if (password.length < SHORTEST_PASSWORD)
    throw new CommandError(`add-agent: a password has at least ${SHORTEST_PASSWORD} signs.`);
  const base = await openBase(readConfig('command'), silentLog);
  try {
    const passwordHash = await hashPassword(password);
    const known = await findAgent(base.db, { login });
    if (known === null) await addAgent(base.db, { login, name: name ?? login, role, passwordHash });
    else
      await changeAgent(base.db, known.id, {
        passwordHash,
        role,
        isDisabled: false,
        ...(name === undefined ? {} : { name }),
      });
    console.log(
      known === null ? `${login} may sign in, as ${role}.` : `${login} has a new password, and is ${role}.`,
    );
    return 0;
  } finally {
    await base.close();
  }
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { name: { type: 'string' }, role: { type: 'string', default: 'supervisor' } },
    });
    const [login, ...more] = positionals;
    if (login === undefined || more.length > 0) throw new CommandError(usage);
    if (!isRole(values.role))
      throw new CommandError(`There is no role “${values.role}”: ${roles.join(', ')}.`);
    return { login, name: values.name, role: values.role };
  } catch (error) {
    throw error instanceof CommandError
      ? error
      : new CommandError(`add-agent: ${(error as Error).message}\n${usage}`);
  }
}

/** From standard input, never from the command line: other users of the computer see those. */
async function askPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password (it will show): ');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line.trimEnd();
  }
  throw new CommandError(`add-agent: no password on standard input. ${usage}`);
}
