import type { SheetDraft } from '../draft.js';
import { element, type XmlElement } from '../xml-tree.js';
import { attribute, childElement, childElements, localName } from '../xml-walk.js';
import type { OdsDocument } from './document.js';
import { footerStyle, masterPage, pageLayout } from './page-style.js';
import { renderTable } from './render-table.js';
import { showTable } from './show-table.js';
import { validationsMarkup } from './validations.js';

/** Adds one of our sheets, first (and then shown at opening) or last. */
export function addTable(document: OdsDocument, draft: SheetDraft, position: 'first' | 'last'): void {
  const { spreadsheet, cellStyles } = document;
  const page = addPage(document, draft);
  const validations = validationsMarkup(draft);
  if (validations !== '') spreadsheet.children.unshift(element(validations));
  const table = element(renderTable(draft, cellStyles, page));
  const tables = childElements(spreadsheet, 'table');
  const first = tables[0] && spreadsheet.children.indexOf(tables[0]);
  const last = tables.at(-1) && spreadsheet.children.indexOf(tables.at(-1)!) + 1;
  const at = position === 'first' ? first : last;
  spreadsheet.children.splice(at ?? spreadsheet.children.length, 0, table);
  showTable(document, draft, position === 'first' || tables.length === 0);
}

function addPage({ styles: { root } }: OdsDocument, draft: SheetDraft): string {
  const layouts = childOrNew(root, 'automatic-styles', 'master-styles');
  const masters = childOrNew(root, 'master-styles', null);
  const taken = new Set(
    [...childElements(layouts), ...childElements(masters)].map((one) => attribute(one, 'style:name')),
  );
  let number = 1;
  while (taken.has(`lcPage${number}`) || taken.has(`lcMaster${number}`)) number += 1;
  layouts.children.push(
    element(pageLayout(draft, `lcPage${number}`)),
    element(footerStyle(`lcPage${number}`)),
  );
  masters.children.push(element(masterPage(draft, `lcMaster${number}`, `lcPage${number}`)));
  return `lcMaster${number}`;
}

function childOrNew(root: XmlElement, name: string, before: string | null): XmlElement {
  const known = childElement(root, name);
  if (known !== undefined) return known;
  const added = element(`<office:${name}/>`);
  const at = root.children.findIndex((node) => typeof node !== 'string' && localName(node) === before);
  root.children.splice(at < 0 ? root.children.length : at, 0, added);
  return added;
}
