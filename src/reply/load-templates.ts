import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta/core';
import { frenchSpaces } from './french-spaces.js';
import { withStyles } from './letter-styles.js';

/** `view` as made by `replyView`. `part` is `subject` (plain text) or `letter` (HTML). */
export type Templates = { render(template: string, view: object): string };

/**
 * Compiles every template of `folder` (`templates/replies`): `accepted/letter.eta` becomes `@accepted/letter`.
 * A letter escapes what it prints; a subject is plain text.
 */
export function compileTemplates(folder: string): Templates {
  const letters = new Eta({ autoEscape: true });
  const subjects = new Eta({ autoEscape: false });
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.eta')) continue;
    const source = frenchSpaces(readFileSync(join(folder, file), 'utf8'));
    const name = `@${file.slice(0, -'.eta'.length)}`;
    if (name.endsWith('/subject')) subjects.loadTemplate(name, source);
    else letters.loadTemplate(name, withStyles(source));
  }
  return {
    render: (template, view) => (template.endsWith('/subject') ? subjects : letters).render(template, view),
  };
}
