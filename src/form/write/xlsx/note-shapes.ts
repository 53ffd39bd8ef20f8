import type { Place } from '../cell-name.js';
import { decodePart } from '../zip-parts.js';
import { setPart, type XlsxPackage } from './package.js';

const NOTE_COLUMNS = 4;
const LETTERS_PER_LINE = 38;

const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** Excel draws a note only where an old-fashioned VML shape says how large it is. */
export function addNoteShapes(
  pack: XlsxPackage,
  path: string,
  notes: readonly { place: Place; text: string }[],
): void {
  const drawing = decodePart(pack.parts.get(path)!);
  const used = [...drawing.matchAll(/_x0000_s(\d+)/g)].map((found) => Number(found[1]));
  const first = used.reduce((most, one) => Math.max(most, one), 1024) + 1;
  const type = drawing.includes('_x0000_t202"') ? '' : SHAPE_TYPE;
  const shapes = notes.map((note, index) => shapeMarkup(note.place, note.text, first + index)).join('');
  const end = drawing.lastIndexOf('</xml>');
  setPart(pack, path, drawing.slice(0, end) + type + shapes + drawing.slice(end));
}

/** Removes the shapes of the notes at these places. */
export function removeNoteShapes(pack: XlsxPackage, path: string, places: readonly Place[]): void {
  const bytes = pack.parts.get(path);
  if (bytes === undefined) return;
  const gone = new Set(places.map(({ row, column }) => `${row - 1},${column - 1}`));
  const drawing = decodePart(bytes).replace(/<v:shape\b[^>]*>[\s\S]*?<\/v:shape>/g, (shape) => {
    const row = /<x:Row>\s*(\d+)/.exec(shape)?.[1];
    const column = /<x:Column>\s*(\d+)/.exec(shape)?.[1];
    return shape.includes('ObjectType="Note"') && gone.has(`${row},${column}`) ? '' : shape;
  });
  setPart(pack, path, drawing);
}

function shapeMarkup({ row, column }: Place, text: string, number: number): string {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.ceil((line.length + 1) / LETTERS_PER_LINE), 1);
  const top = Math.max(0, row - 2);
  const anchor = [column, 15, top, 10, column + NOTE_COLUMNS, 15, top + Math.max(4, lines), 4].join(', ');
  return (
    `<v:shape id="_x0000_s${number}" type="#_x0000_t202" style="position:absolute;width:240pt;height:${lines * 14}pt;z-index:1;visibility:hidden" fillcolor="#fffbe6" o:insetmode="auto">` +
    '<v:fill color2="#fffbe6"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`
  );
}
