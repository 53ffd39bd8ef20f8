import type { SheetDraft } from '../draft.js';
import { escapeXml } from '../xml-escape.js';
import { element, type XmlElement } from '../xml-tree.js';
import { attribute, childElements, descendants, localName, removeChildren } from '../xml-walk.js';
import type { OdsDocument } from './document.js';

/** Says in the settings how the sheet is shown: without grid, its head in view, and open first if it is to be. */
export function showTable({ settings }: OdsDocument, draft: SheetDraft, isFirst: boolean): void {
  if (settings === null) return;
  for (const one of descendants(settings.root)) {
    if (attribute(one, 'config:name') === 'Tables' && localName(one) === 'config-item-map-named') {
      removeChildren(one, (entry) => attribute(entry, 'config:name') === draft.name);
      one.children.push(element(entryMarkup(draft)));
    }
    if (isFirst && isView(one)) {
      removeChildren(one, (item) => attribute(item, 'config:name') === 'ActiveTable');
      one.children.push(element(item('ActiveTable', 'string', escapeXml(draft.name))));
    }
  }
}

function isView(one: XmlElement): boolean {
  return childElements(one, 'config-item-map-named').some(
    (map) => attribute(map, 'config:name') === 'Tables',
  );
}

function entryMarkup({ name, frozenRows = 0 }: SheetDraft): string {
  const frozen =
    frozenRows === 0
      ? ''
      : [
          item('VerticalSplitMode', 'short', '2'),
          item('VerticalSplitPosition', 'int', String(frozenRows)),
          item('PositionBottom', 'int', String(frozenRows)),
          item('ActiveSplitRange', 'short', '2'),
        ].join('');
  return `<config:config-item-map-entry config:name="${escapeXml(name)}">${frozen}${item('ShowGrid', 'boolean', 'false')}</config:config-item-map-entry>`;
}

function item(name: string, type: string, value: string): string {
  return `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
}
