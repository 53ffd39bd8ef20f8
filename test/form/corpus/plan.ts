import { type Expected, expectedOf } from './expected.js';
import { layouts } from './layouts.js';
import { aRegistration } from './registration.js';
import { toFods, toFodt } from './to-flat-odf.js';
import { aWording } from './wording.js';

/** A document of the corpus: what real office software converts, to what kind, and what must be read in it. */
export type Planned = {
  name: string;
  source: 'fods' | 'fodt';
  content: string;
  kind: string;
  hasCells: boolean;
  expected: Expected;
  /** The cells that must be reported as unread. */
  unread: string[];
};

const sheetKinds = ['xlsx', 'ods', 'xls', 'fods', 'xlsx', 'ods'];
const textLayouts = ['annexInline', 'leaders', 'verticalTight', 'tablesPlain', 'pairsThenTable', 'annexRows'];
/** In a PDF, the cells of a narrow table are folded in the middle of words. */
const foldsNothing = ['annexInline', 'leaders', 'verticalTight'];
const textKinds = ['docx', 'odt', 'rtf', 'docx', 'odt', 'pdf'];

/** Every layout in several kinds, wordings and registrations; one in three with something missing. */
export function planCorpus(): Planned[] {
  const plan: Planned[] = [];
  let seed = 1000;
  const add = (layout: string, kind: string, source: 'fods' | 'fodt') => {
    seed++;
    const registration = aRegistration(seed * 3);
    if (seed % 3 === 0) registration.schools[0]!.administrator!.email = '';
    if (seed % 5 === 0) registration.technical.phone = '';
    const paper = layouts[layout]!(registration, aWording(seed * 5 + 1));
    const expected = expectedOf(registration, paper);
    const content = source === 'fods' ? toFods(paper) : toFodt(paper);
    plan.push({
      name: `${layout}-${seed}.${kind}`,
      source,
      content,
      kind,
      hasCells: source === 'fods' && kind !== 'html' && kind !== 'pdf',
      expected,
      /** Of the letterhead, the address of nobody. */
      unread: layout === 'letterhead' ? ['A5'] : [],
    });
  };
  for (const [index, layout] of Object.keys(layouts).entries()) {
    for (let copy = 0; copy < 4; copy++) add(layout, sheetKinds[(index + copy) % sheetKinds.length]!, 'fods');
  }
  const oneSheet = Object.keys(layouts).filter(
    (layout) => layout !== 'severalSheets' && layout !== 'sheetPerSchool',
  );
  for (const layout of oneSheet) add(layout, 'csv', 'fods');
  for (const layout of oneSheet.slice(0, 16)) add(layout, 'html', 'fods');
  for (const layout of textLayouts) {
    for (const kind of new Set(textKinds))
      if (kind !== 'pdf' || foldsNothing.includes(layout)) add(layout, kind, 'fodt');
  }
  return plan;
}
