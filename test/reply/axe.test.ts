import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { replyKinds } from '../../src/reply/reply-kinds.js';
import { loadTemplates, writeReply } from '../../src/reply/write-reply.js';
import { aService, TEMPLATES } from './a-reply.js';
import { aReplyOfEachShape } from './replies-of-each-shape.js';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** The usual letters, without their rarer shapes. */
const usual = aReplyOfEachShape().slice(0, replyKinds.length);
const axe: string = createRequire(import.meta.url)('axe-core').source;

type Violation = { id: string; nodes: { html: string }[] };

/** Without Chromium this is left out, and jest says so. */
(existsSync(CHROMIUM) ? describe : describe.skip)('in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    loadTemplates(TEMPLATES);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  test.each([
    ['narrow, dark', 320, 'dark' as const, aReplyOfEachShape()],
    ['wide, light', 1000, 'light' as const, usual],
  ])(
    '%s: axe finds no violation in any answer, nothing overflows, nothing is fetched',
    async (_name, width, colorScheme, letters) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      const fetched: string[] = [];
      page.on('request', (request) => fetched.push(request.url()));
      for (const [name, facts] of letters) {
        await page.setContent(writeReply(facts, aService).html);
        expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, width]);
        await page.evaluate(axe);
        const { violations } = (await page.evaluate(
          "axe.run(document, { resultTypes: ['violations'] })",
        )) as { violations: Violation[] };
        expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
      }
      expect(fetched).toEqual([]);
      await page.close();
    },
    180_000,
  );
});
