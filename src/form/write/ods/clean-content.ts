import { isHarmlessLink, isInertFormula } from '../inert-formula.js';
import { element, type XmlElement } from '../xml-tree.js';
import {
  attribute,
  attributesOf,
  childElement,
  descendants,
  localName,
  removeChildren,
  setAttribute,
} from '../xml-walk.js';
import { paragraphs } from './text.js';

/** What acts, fetches or computes. What is drawn over the cells stays, as pictures. */
const UNWANTED = new Set(
  (
    'scripts event-listeners forms control object object-ole applet plugin floating-frame dde-links dde-link dde-source ' +
    'dde-connection-decls dde-connection table-source cell-range-source data-pilot-tables consolidation execute-macro ' +
    'script database-source-sql database-source-table database-source-query named-expression scenario tracked-changes'
  ).split(' '),
);

const FORMULAS = ['table:condition', 'style:condition', 'calcext:value'];

/** Takes out of a part of an OpenDocument file everything but texts, looks, pictures and plain rules. */
export function cleanContent(root: XmlElement): void {
  for (const one of descendants(root)) {
    removeChildren(one, isUnwanted);
    if (one.name === 'table:table-cell' || one.name === 'table:covered-table-cell') removeFormula(one);
    cleanLinks(one);
  }
}

function isUnwanted(child: XmlElement): boolean {
  const name = localName(child);
  if (UNWANTED.has(name)) return true;
  if (FORMULAS.some((formula) => !isInertCondition(attribute(child, formula)))) return true;
  const isDrawn = ['image', 'fill-image', 'background-image'].includes(name);
  const target = attribute(child, 'xlink:href');
  return isDrawn && target !== undefined && !/^(\.\/)?(Pictures|ObjectReplacements)\/[^/]+$/.test(target);
}

/** OpenDocument writes its comparisons after the word `cell-content()`, or bare. */
function isInertCondition(condition: string | undefined): boolean {
  return condition === undefined || isInertFormula(condition.replace(/^[a-z]+:(?=[=a-z])/i, ''));
}

function cleanLinks(one: XmlElement): void {
  for (const [name, target] of attributesOf(one)) {
    if (name !== 'xlink:href' || isHarmlessLink(target)) continue;
    if (!/^(\.\/)?(Pictures|ObjectReplacements)\/[^/]+$/.test(target)) setAttribute(one, name, '#');
  }
}

/** The value stays; a formula never computed keeps its own text, as text. */
function removeFormula(cell: XmlElement): void {
  const formula = attribute(cell, 'table:formula');
  if (formula === undefined) return;
  for (const name of [
    'table:formula',
    'table:number-matrix-columns-spanned',
    'table:number-matrix-rows-spanned',
  ]) {
    setAttribute(cell, name, undefined);
  }
  if (attribute(cell, 'office:value-type') !== undefined || childElement(cell, 'p') !== undefined) return;
  setAttribute(cell, 'office:value-type', 'string');
  cell.children.push(element(paragraphs(formula.replace(/^[a-z]+:(?==)/i, ''))));
}
