/**
 * Pictures of every answer, narrow and wide, light and dark, into docs/replies/: `node scripts/picture-replies.mjs`.
 * Needs Chromium (`CHROMIUM`, or /usr/bin/chromium); pngquant, where it is installed, makes them three times lighter.
 * Look at each one before committing.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { transformFile } from '@swc/core';
import { chromium } from 'playwright-core';

const root = new URL('..', import.meta.url);
const { loadTemplates, writeReply } = await import(new URL('dist/src/reply/write-reply.js', root).href);
const { replyKinds } = await import(new URL('dist/src/reply/reply-kinds.js', root).href);

/** The examples are those of the tests: one source for snapshots and pictures. */
async function loadExamples() {
  const source = await transformFile(new URL('test/reply/a-reply.ts', root).pathname, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  const compiled = new URL('dist/a-reply.mjs', root);
  writeFileSync(compiled, source.code.replace('../../templates/replies', '../templates/replies'));
  return import(pathToFileURL(compiled.pathname).href);
}

const { aReplyOf, aService, TEMPLATES } = await loadExamples();
loadTemplates(TEMPLATES);

const views = [
  { name: 'wide', width: 900, colorScheme: 'light' },
  { name: 'narrow', width: 360, colorScheme: 'light' },
  { name: 'narrow-dark', width: 360, colorScheme: 'dark' },
];

const folder = new URL('docs/replies/', root);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const only = process.argv.slice(2);
for (const { name, width, colorScheme } of views) {
  const context = await browser.newContext({
    viewport: { width, height: 700 },
    colorScheme,
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  for (const kind of replyKinds.filter((one) => only.length === 0 || only.includes(one))) {
    await page.setContent(writeReply(aReplyOf(kind), aService).html);
    const path = new URL(`${kind}.${name}.png`, folder).pathname;
    await page.screenshot({ path, fullPage: true });
    spawnSync('pngquant', ['--force', '--ext', '.png', '--quality', '60-90', path]);
  }
  await context.close();
}
await browser.close();
console.log(`Pictures are in ${folder.pathname}`);
