import { isInertFormula } from '../inert-formula.js';
import { AMBER, PALE_AMBER, PALE_RED, RED } from '../looks.js';
import { element, type XmlElement } from '../xml-tree.js';
import {
  attribute,
  childElement,
  childElements,
  descendants,
  localName,
  prefixOf,
  removeChildren,
  setAttribute,
  textOf,
} from '../xml-walk.js';
import type { SheetRows } from './sheet-rows.js';
import { looksLikeFormula, textElement } from './strings.js';
import { quotedFormat, type StyleSheet, unmarkedFormat } from './style-sheet.js';

const OURS = [
  [PALE_RED, RED],
  [PALE_AMBER, AMBER],
].flat();

/** Values stay, formulas go; what only looks like a formula is told to be text; marks of a former correction go. */
export function cleanCells(sheet: SheetRows, styles: StyleSheet, strings: readonly string[]): void {
  for (const { cells } of sheet.rows.values()) {
    for (const cell of cells.values()) {
      removeFormula(cell);
      for (const name of ['cm', 'vm']) setAttribute(cell, name, undefined);
      const format = Number(attribute(cell, 's') ?? 0);
      const unmarked = format === 0 ? 0 : unmarkedFormat(styles, format, OURS);
      const kept = looksLikeFormula(stringOf(cell, strings)) ? quotedFormat(styles, unmarked) : unmarked;
      if (kept !== format) setAttribute(cell, 's', String(kept));
    }
  }
}

/** A formula that was never computed has no value to keep: its own text is kept, as text. */
function removeFormula(cell: XmlElement): void {
  const formula = childElement(cell, 'f');
  if (formula === undefined) return;
  removeChildren(cell, (child) => child === formula);
  const text = textOf(formula);
  if (childElement(cell, 'v') !== undefined || childElement(cell, 'is') !== undefined || text === '') return;
  setAttribute(cell, 't', 'inlineStr');
  const p = prefixOf(cell);
  cell.children = [element(`<${p}is>${textElement(`=${text}`, p)}</${p}is>`)];
}

function stringOf(cell: XmlElement, strings: readonly string[]): string {
  const kind = attribute(cell, 't');
  if (kind === 's') return strings[Number(textOf(childElement(cell, 'v') ?? cell))] ?? '';
  return kind === 'str' || kind === 'inlineStr' ? textOf(cell) : '';
}

const UNWANTED = new Set([
  'controls',
  'oleObjects',
  'webPublishItems',
  'dataConsolidate',
  'scenarios',
  'customProperties',
]);

/** Validations and conditional formats stay as long as they only look at cells. */
export function cleanWorksheet(worksheet: XmlElement): void {
  removeChildren(worksheet, (child) => UNWANTED.has(localName(child)) || isAlternative(child));
  for (const list of childElements(worksheet)) {
    if (localName(list) === 'conditionalFormatting' || localName(list) === 'dataValidations') {
      removeChildren(list, (rule) => !hasInertFormulas(rule));
      if (localName(list) === 'dataValidations')
        setAttribute(list, 'count', String(childElements(list).length));
    }
    if (localName(list) === 'extLst') removeChildren(list, (one) => !hasInertFormulas(one));
  }
  removeChildren(
    worksheet,
    (child) => EMPTY_WITHOUT_RULES.has(localName(child)) && childElements(child).length === 0,
  );
}

const EMPTY_WITHOUT_RULES = new Set(['conditionalFormatting', 'dataValidations', 'extLst', 'hyperlinks']);

function isAlternative(child: XmlElement): boolean {
  if (localName(child) !== 'AlternateContent') return false;
  return [...descendants(child)].some((one) =>
    ['control', 'controls', 'oleObject', 'oleObjects'].includes(localName(one)),
  );
}

function hasInertFormulas(rule: XmlElement): boolean {
  for (const one of descendants(rule)) {
    const holdsFormula = ['formula', 'formula1', 'formula2', 'f'].includes(localName(one));
    if (holdsFormula && childElements(one).length === 0 && !isInertFormula(textOf(one))) return false;
  }
  return true;
}
