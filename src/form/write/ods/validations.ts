import { cellName, isWithin, linkTo } from '../cell-name.js';
import type { Choice, DraftCell, SheetDraft } from '../draft.js';
import { escapeXml } from '../xml-escape.js';

/** The name of the validation that a cell obeys, if any. */
export function validationOf(draft: SheetDraft, cell: DraftCell): string | null {
  const index = (draft.choices ?? []).findIndex(({ range }) => isWithin(cell, range));
  return index < 0 ? null : `lcv${index + 1}`;
}

/** The lists and the words of help of a sheet. */
export function validationsMarkup(draft: SheetDraft): string {
  const all = (draft.choices ?? []).map((choice, index) =>
    validationMarkup(draft, choice, `lcv${index + 1}`),
  );
  return all.length === 0 ? '' : `<table:content-validations>${all.join('')}</table:content-validations>`;
}

function validationMarkup(
  draft: SheetDraft,
  { range, options, isStrict, help }: Choice,
  name: string,
): string {
  const list = options.map((option) => `"${option.replaceAll('"', '""')}"`).join(';');
  const condition =
    list === ''
      ? ''
      : ` table:condition="${escapeXml(`of:cell-content-is-in-list(${list})`)}" table:allow-empty-cell="true" table:display-list="unsorted"`;
  const base = escapeXml(linkTo(draft.name, cellName(range.from), '.'));
  const words = `<text:p>${escapeXml(help.text)}</text:p>`;
  const title = escapeXml(help.title);
  return (
    `<table:content-validation table:name="${name}"${condition} table:base-cell-address="${base}">` +
    `<table:help-message table:title="${title}" table:display="true">${words}</table:help-message>` +
    `<table:error-message table:message-type="${isStrict ? 'stop' : 'information'}" table:title="${title}" table:display="${isStrict}">${words}</table:error-message>` +
    '</table:content-validation>'
  );
}
