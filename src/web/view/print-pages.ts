import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta/core';
import { frenchSpaces } from '../../reply/french-spaces.js';

export type PagePrinter = { print(template: string, view: object): string };

/** Compiles every template of `folder` (`templates/pages`) once: `queue.eta` is `@queue`. Everything printed is escaped. */
export function loadPageTemplates(folder: string): PagePrinter {
  const eta = new Eta({ autoEscape: true, autoTrim: [false, 'nl'] });
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.eta')) continue;
    eta.loadTemplate(
      `@${file.slice(0, -'.eta'.length)}`,
      frenchSpaces(readFileSync(join(folder, file), 'utf8')),
    );
  }
  return { print: (template, view) => eta.render(`@${template}`, view) };
}
