import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, readConfig, WrongSettings } from '../config.js';
import { CommandError } from './command-error.js';
import { help } from './help.js';

type Command = (args: string[]) => Promise<number>;

/** Loaded when asked for only: `read` must not wait for the database's libraries. */
const commands: Record<string, () => Promise<Command>> = {
  read: async () => (await import('./read.js')).read,
  sort: async () => {
    const { sort } = await import('./sort.js');
    const { intake } = readConfig('command');
    return (args) => sort(args, intake);
  },
  start: async () => (await import('./start.js')).start,
  ingest: async () => (await import('./ingest.js')).ingest,
  demo: async () => (await import('../embedded/demo.js')).demo,
  preview: async () => (await import('./preview.js')).preview,
  template: async () => (await import('./template.js')).template,
  'import-directory': async () => (await import('./import-directory.js')).importDirectory,
  'import-conventions': async () => (await import('./import-conventions.js')).importConventions,
  replies: async () => (await import('./replies.js')).replies,
  brakes: async () => (await import('./brakes.js')).brakes,
  'add-agent': async () => (await import('./add-agent.js')).addAgentCommand,
  migrate: async () => (await import('./migrate.js')).migrateCommand,
};

function version(): string {
  return JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version;
}

/** Runs one command; answers its exit code. */
export async function main([name, ...args]: string[]): Promise<number> {
  if (
    name === undefined ||
    name === '--help' ||
    name === '-h' ||
    name === 'help' ||
    args.includes('--help')
  ) {
    console.log(help);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    console.log(version());
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    console.error(`There is no command “${name}”. Try: npx inscriptions --help`);
    return 2;
  }
  try {
    return await (await load())(args);
  } catch (error) {
    if (error instanceof CommandError || error instanceof WrongSettings) {
      console.error(error.message);
      return 2;
    }
    console.error(error instanceof Error ? error.stack : error);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
