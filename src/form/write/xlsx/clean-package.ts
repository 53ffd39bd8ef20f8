import { isHarmlessLink } from '../inert-formula.js';
import { NotEditable, type XmlElement } from '../xml-tree.js';
import {
  attribute,
  attributesOf,
  childElements,
  localName,
  removeChildren,
  setAttribute,
} from '../xml-walk.js';
import {
  openPart,
  type Relationship,
  relationshipsOf,
  relationshipsPath,
  removePart,
  unrelate,
  type XlsxPackage,
} from './package.js';

/** What may come back to the commune: parts that only show. Macros, links to elsewhere, embedded files stay out. */
const KEPT = new Set(
  (
    'officeDocument worksheet chartsheet sharedStrings styles theme themeOverride drawing image comments vmlDrawing ' +
    'threadedComment person printerSettings table chart chartStyle chartColorStyle chartUserShapes hyperlink ' +
    'core-properties extended-properties custom-properties FeaturePropertyBag'
  ).split(' '),
);

/** Parts that others lean on: without them the file would be broken, so the workbook is rebuilt instead. */
const ESSENTIAL =
  /macrosheet|dialogsheet|pivot|slicer|timeline|querytable|connections|richvalue|rdrich|ctrlprop|signature/i;

/** The main part, once everything that could act has been taken out of the package. */
export function cleanPackage(pack: XlsxPackage): string {
  const main = relationshipsOf(pack, '').find(({ kind }) => kind === 'officeDocument');
  if (main === undefined || !pack.parts.has(main.target)) throw new NotEditable('no main part');
  const reached = new Set(['[Content_Types].xml']);
  const waiting = [''];
  for (const path of waiting) {
    for (const one of relationshipsOf(pack, path)) {
      if (!mayStay(one)) drop(pack, path, one);
      else if (!one.isExternal && !reached.has(one.target)) {
        reached.add(one.target);
        waiting.push(one.target);
      }
    }
    reached.add(relationshipsPath(path));
  }
  for (const path of [...pack.parts.keys()]) if (!reached.has(path)) removePart(pack, path);
  return main.target;
}

function mayStay({ kind, isExternal, target }: Relationship): boolean {
  if (!isExternal && ESSENTIAL.test(kind)) throw new NotEditable(kind);
  if (!KEPT.has(kind)) return false;
  return isExternal ? kind === 'hyperlink' && isHarmlessLink(target) : true;
}

function drop(pack: XlsxPackage, path: string, { id, kind }: Relationship): void {
  unrelate(pack, path, id);
  if (path === '' || kind === 'calcChain' || !/\.(xml|rels)$/i.test(path)) return;
  forget(openPart(pack, path), id);
}

/** Takes out whatever in a part pointed at a relationship that is gone, and the containers left empty by it. */
function forget(root: XmlElement, id: string): boolean {
  let changed = false;
  for (const child of childElements(root)) {
    const pointing = attributesOf(child).filter(
      ([name, value]) => value === id && /:(id|embed|link|pict|dm|lo|qs|cs)$/.test(name),
    );
    const isPicture = localName(child) === 'blip';
    if (pointing.length > 0 && isPicture) for (const [name] of pointing) setAttribute(child, name, undefined);
    const emptied = pointing.length === 0 && forget(child, id) && childElements(child).length === 0;
    const isGone = emptied || (pointing.length > 0 && !isPicture);
    if (isGone) removeChildren(root, (one) => one === child);
    changed ||= isGone;
  }
  return changed;
}

/** The sheets of the workbook in their order, with the part that holds each. */
export function sheetsOf(
  pack: XlsxPackage,
  main: string,
): { name: string; path: string; element: XmlElement }[] {
  const targets = new Map(relationshipsOf(pack, main).map(({ id, target }) => [id, target]));
  const list = childElements(openPart(pack, main), 'sheets').flatMap((sheets) =>
    childElements(sheets, 'sheet'),
  );
  return list.map((element) => {
    const id = attributesOf(element).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
    const path = targets.get(id);
    if (path === undefined || !pack.parts.has(path)) throw new NotEditable('a sheet is missing');
    return { name: attribute(element, 'name') ?? '', path, element };
  });
}
