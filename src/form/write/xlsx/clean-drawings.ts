import { isInertFormula } from '../inert-formula.js';
import {
  attribute,
  childElements,
  descendants,
  localName,
  removeChildren,
  setAttribute,
} from '../xml-walk.js';
import { decodePart } from '../zip-parts.js';
import { openPart, relationshipsOf, setPart, type XlsxPackage } from './package.js';

/** What is drawn over the cells stays; what a click on it would run does not. */
export function cleanDrawings(pack: XlsxPackage, path: string, seen = new Set<string>()): void {
  for (const { kind, target, isExternal } of relationshipsOf(pack, path)) {
    if (isExternal || seen.has(target) || !pack.parts.has(target)) continue;
    seen.add(target);
    if (kind === 'vmlDrawing') cleanVml(pack, target);
    else if (kind === 'table') cleanTable(pack, target);
    else if (kind === 'drawing' || kind === 'chart' || kind === 'chartUserShapes') cleanDrawing(pack, target);
    else continue;
    cleanDrawings(pack, target, seen);
  }
}

function cleanVml(pack: XlsxPackage, path: string): void {
  const drawing = decodePart(pack.parts.get(path)!)
    .replace(/<x:Fmla(\w+)[^>]*>[\s\S]*?<\/x:Fmla\1\s*>/g, '')
    .replace(/<script\b[\s\S]*?(<\/script\s*>|$)/gi, '')
    .replace(/\s(on\w+|href)\s*=\s*("[^"]*"|'[^']*')/gi, '');
  setPart(pack, path, drawing);
}

function cleanTable(pack: XlsxPackage, path: string): void {
  for (const one of descendants(openPart(pack, path))) {
    removeChildren(one, (child) =>
      ['calculatedColumnFormula', 'totalsRowFormula'].includes(localName(child)),
    );
  }
}

function cleanDrawing(pack: XlsxPackage, path: string): void {
  for (const one of descendants(openPart(pack, path))) {
    if (attribute(one, 'macro') !== undefined) setAttribute(one, 'macro', '');
    const shown = attribute(one, 'textlink');
    if (shown !== undefined && !isInertFormula(shown)) setAttribute(one, 'textlink', undefined);
    removeChildren(one, (child) => localName(child) === 'externalData');
    for (const child of childElements(one, 'f')) {
      const formula = child.children.join('');
      if (!isInertFormula(formula)) child.children = [];
    }
  }
}
