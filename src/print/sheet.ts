import { printableText } from './printable-text.js';

export type Pdf = PDFKit.PDFDocument;

/** In points: A4, with 17 mm around. */
export const PAGE = { left: 48, right: 547, top: 48, bottom: 780 };
export const WIDTH = PAGE.right - PAGE.left;
export const INK = '#1d2733';
export const SOFT = '#4a5766';
export const LINE = '#b9c3cd';
const FONT = { plain: 'Helvetica', bold: 'Helvetica-Bold' };

export type TextLook = { size: number; isBold?: boolean; color?: string; after?: number };
export type Tag = 'H1' | 'H2' | 'P';

/** Where the next thing is drawn, from top to bottom, page after page. */
export type Sheet = {
  pdf: Pdf;
  /** Points from the top of the page. */
  y: number;
  /** What a screen reader is given, in reading order. */
  root: PDFKit.PDFStructureElement;
  font(look: TextLook): void;
  text(tag: Tag, text: string, look: TextLook): void;
  fact(name: string, value: string): void;
  skip(points: number): void;
  /** Goes to the next page unless so many points are left on this one. */
  makeRoom(points: number): boolean;
  turn(): void;
  /** What is for the eye alone. */
  ornament(draw: () => void): void;
  foot(text: string): void;
};

export function openSheet(pdf: Pdf): Sheet {
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const sheet: Sheet = {
    ...{ pdf, root, y: PAGE.top },
    font({ size, isBold = false, color = INK }) {
      pdf.font(isBold ? FONT.bold : FONT.plain, size).fillColor(color);
    },
    text(tag, text, look) {
      const printed = printableText(text);
      sheet.font(look);
      const height = pdf.heightOfString(printed, { width: WIDTH });
      sheet.makeRoom(height);
      sheet.font(look);
      root.add(pdf.struct(tag, {}, () => pdf.text(printed, PAGE.left, sheet.y, { width: WIDTH })));
      sheet.y += height + (look.after ?? 0);
    },
    fact(name, value) {
      const look = { size: 9.5 };
      const [label, said] = [printableText(name), printableText(value)];
      sheet.font({ ...look, isBold: true });
      const height = pdf.heightOfString(said, { width: WIDTH - 150 });
      sheet.makeRoom(height);
      const line = pdf.struct('P');
      root.add(line);
      sheet.font({ ...look, color: SOFT });
      line.add(pdf.struct('Span', {}, () => pdf.text(label, PAGE.left, sheet.y, { width: 145 })));
      sheet.font({ ...look, isBold: true });
      line.add(
        pdf.struct('Span', {}, () => pdf.text(said, PAGE.left + 150, sheet.y, { width: WIDTH - 150 })),
      );
      line.end();
      sheet.y += Math.max(height, 11) + 3;
    },
    skip(points) {
      sheet.y += points;
    },
    makeRoom(points) {
      if (sheet.y + points <= PAGE.bottom) return false;
      sheet.turn();
      return true;
    },
    turn() {
      pdf.addPage();
      sheet.y = PAGE.top;
    },
    ornament(draw) {
      pdf.markContent('Artifact', { type: 'Layout' });
      draw();
      pdf.endMarkedContent();
    },
    foot(text) {
      root.end();
      const { count } = pdf.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        pdf.switchToPage(page);
        pdf.markContent('Artifact', { type: 'Pagination' });
        sheet.font({ size: 8, color: SOFT });
        pdf.text(printableText(text), PAGE.left, 800, {
          width: WIDTH - 90,
          lineBreak: false,
          ellipsis: true,
        });
        pdf.text(`Page ${page + 1} sur ${count}`, PAGE.right - 90, 800, {
          width: 90,
          align: 'right',
          lineBreak: false,
        });
        pdf.endMarkedContent();
      }
    },
  };
  return sheet;
}
