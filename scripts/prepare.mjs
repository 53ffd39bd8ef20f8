/**
 * Runs after `npm ci` (npm's `prepare`): compiles the service and puts its command in node_modules/.bin,
 * so that `npx inscriptions` answers at once. Without the compiler (production install) it leaves dist/ alone.
 */
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';

const tsc = new URL('../node_modules/typescript/bin/tsc', import.meta.url);
const bin = new URL('../node_modules/.bin/', import.meta.url);

if (existsSync(tsc)) {
  const { buildAll } = await import('./build-all.mjs');
  const code = await buildAll('inherit');
  if (code !== 0) process.exit(code);
}

mkdirSync(bin, { recursive: true });
chmodSync(new URL('../bin/inscriptions.mjs', import.meta.url), 0o755);
const link = new URL('inscriptions', bin);
rmSync(link, { force: true });
if (process.platform === 'win32') {
  writeFileSync(new URL('inscriptions.cmd', bin), '@node "%~dp0\\..\\..\\bin\\inscriptions.mjs" %*\r\n');
} else {
  symlinkSync('../../bin/inscriptions.mjs', link);
}
