import { cellName, type Place, placeOf } from '../cell-name.js';
import { NOTE_AUTHOR, startsOurNote, withoutOurNote } from '../note-text.js';
import { element, type XmlElement } from '../xml-tree.js';
import { attribute, childElement, childElements, prefixOf, setAttribute, textOf } from '../xml-walk.js';
import { decodePart } from '../zip-parts.js';
import { addNoteShapes, removeNoteShapes } from './note-shapes.js';
import {
  freePath,
  openPart,
  relate,
  relationshipsOf,
  setContentType,
  setPart,
  type XlsxPackage,
} from './package.js';
import { textElement } from './strings.js';
import { placeInWorksheet } from './worksheet-order.js';

export type Note = { place: Place; text: string };

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';

/** Adds notes to a sheet. A cell that had a note of the commune keeps it, ours below. */
export function addNotes(pack: XlsxPackage, sheet: string, notes: readonly Note[]): void {
  if (notes.length === 0) return;
  const comments = openPart(pack, commentsPart(pack, sheet));
  const prefix = prefixOf(comments);
  const author = authorIndex(comments);
  const list = childElement(comments, 'commentList')!;
  const byCell = new Map(childElements(list, 'comment').map((one) => [attribute(one, 'ref'), one]));
  const created: Note[] = [];
  for (const note of notes) {
    const old = byCell.get(cellName(note.place));
    if (old !== undefined) extend(old, note.text, prefix);
    else {
      list.children.push(element(commentMarkup(note, author, prefix)));
      created.push(note);
    }
  }
  addNoteShapes(pack, shapesPart(pack, sheet), created);
}

/** Takes back the notes of a former correction; those of the commune stay. */
export function removeOurNotes(pack: XlsxPackage, sheet: string): void {
  const path = relationshipsOf(pack, sheet).find(({ kind }) => kind === 'comments')?.target;
  if (path === undefined) return;
  const list = childElement(openPart(pack, path), 'commentList');
  if (list === undefined) return;
  const gone: Place[] = [];
  for (const comment of childElements(list, 'comment')) {
    const text = textOf(childElement(comment, 'text') ?? comment);
    if (!startsOurNote(text)) continue;
    const kept = withoutOurNote(text);
    if (kept !== '') childElement(comment, 'text')!.children = [element(runMarkup(kept, prefixOf(comment)))];
    else {
      list.children = list.children.filter((node) => node !== comment);
      const place = placeOf(attribute(comment, 'ref') ?? '');
      if (place !== null) gone.push(place);
    }
  }
  const shapes = relationshipsOf(pack, sheet).find(({ kind }) => kind === 'vmlDrawing')?.target;
  if (shapes !== undefined && gone.length > 0) removeNoteShapes(pack, shapes, gone);
}

function commentsPart(pack: XlsxPackage, sheet: string): string {
  const known = relationshipsOf(pack, sheet).find(({ kind }) => kind === 'comments')?.target;
  if (known !== undefined && pack.parts.has(known)) return known;
  const path = freePath(pack, 'xl/comments', '.xml');
  setPart(pack, path, `<comments xmlns="${MAIN}"><authors/><commentList/></comments>`);
  setContentType(pack, path, COMMENTS_TYPE);
  relate(pack, sheet, 'comments', path);
  return path;
}

function shapesPart(pack: XlsxPackage, sheet: string): string {
  const root = openPart(pack, sheet);
  const legacy = childElement(root, 'legacyDrawing');
  const drawings = relationshipsOf(pack, sheet).filter(({ kind }) => kind === 'vmlDrawing');
  const id = legacy && /:id\s*=\s*["']([^"']*)/.exec(legacy.attributes)?.[1];
  const known = drawings.find((one) => one.id === id)?.target;
  if (known !== undefined && decodePart(pack.parts.get(known)!).includes('</xml>')) return known;
  const path = freePath(pack, 'xl/drawings/vmlDrawingLc', '.vml');
  setPart(
    pack,
    path,
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>',
  );
  setContentType(pack, path, 'application/vnd.openxmlformats-officedocument.vmlDrawing');
  const related = relate(pack, sheet, 'vmlDrawing', path);
  const markup = `<${prefixOf(root)}legacyDrawing xmlns:r="${RELATIONSHIPS}" r:id="${related}"/>`;
  placeInWorksheet(root, elementWithPrefix(markup));
  return path;
}

function elementWithPrefix(markup: string): XmlElement {
  return element(markup);
}

function authorIndex(comments: XmlElement): number {
  const authors = childElement(comments, 'authors')!;
  const names = childElements(authors, 'author').map(textOf);
  const known = names.indexOf(NOTE_AUTHOR);
  if (known >= 0) return known;
  authors.children.push(element(`<${prefixOf(comments)}author>${NOTE_AUTHOR}</${prefixOf(comments)}author>`));
  return names.length;
}

function runMarkup(text: string, p: string): string {
  return `<${p}r><${p}rPr><${p}sz val="10"/><${p}rFont val="Calibri"/></${p}rPr>${textElement(text, p)}</${p}r>`;
}

function commentMarkup({ place, text }: Note, author: number, p: string): string {
  return `<${p}comment ref="${cellName(place)}" authorId="${author}" shapeId="0"><${p}text>${runMarkup(text, p)}</${p}text></${p}comment>`;
}

function extend(comment: XmlElement, text: string, prefix: string): void {
  const holder = childElement(comment, 'text');
  if (holder === undefined)
    comment.children.push(element(`<${prefix}text>${runMarkup(text, prefix)}</${prefix}text>`));
  else if (childElement(holder, 'r') === undefined) {
    holder.children = [element(runMarkup(`${textOf(holder)}\n\n${text}`, prefix))];
  } else holder.children.push(element(runMarkup(`\n\n${text}`, prefix)));
  setAttribute(comment, 'shapeId', '0');
}
