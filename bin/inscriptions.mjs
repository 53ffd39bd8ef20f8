#!/usr/bin/env node
/** The command `inscriptions`. It only opens the compiled program: see src/cli. */
import { existsSync } from 'node:fs';

const program = new URL('../dist/src/cli/main.js', import.meta.url);
if (!existsSync(program)) {
  console.error('The program is not built yet: run `npm ci` (or `npm run build`) first.');
  process.exit(2);
}
await import(program.href);
