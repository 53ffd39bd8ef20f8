import { scanXml } from './scan-xml.js';
import { spreadsheetLibrary } from './spreadsheet-library.js';

/** How numbers are displayed: `display(value, style, as the file wrote it)`. */
export type Styles = {
  display(number: number, style: number, written: string): string;
  /** Whether a style strikes its whole cell through. */
  isStruck(style: number): boolean;
};

/** The number formats of a workbook. Cells in « Standard » never need them; others load the library's formatter. */
export function readStyles(xml: string): Styles {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  const fonts: number[] = [];
  const struckFonts: boolean[] = [];
  let isOfCells = false;
  let isFont = false;
  scanXml(xml, {
    open(name, attribute) {
      const tag = name.slice(name.indexOf(':') + 1);
      if (tag === 'cellXfs') isOfCells = true;
      else if (tag === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (tag === 'fonts') isFont = true;
      else if (tag === 'font' && isFont) struckFonts.push(false);
      else if (tag === 'strike' && isFont) struckFonts[struckFonts.length - 1] = isOn(attribute('val'));
      else if (tag === 'xf' && isOfCells) {
        formats.push(Number(attribute('numFmtId') ?? 0));
        fonts.push(Number(attribute('fontId') ?? 0));
      }
    },
    close(name) {
      if (name.endsWith('cellXfs')) isOfCells = false;
      if (name.endsWith('fonts')) isFont = false;
    },
    text() {},
  });
  return {
    isStruck: (style) => struckFonts[fonts[style] ?? 0] ?? false,
    display(number, style, written) {
      const id = formats[style] ?? 0;
      const code = codes.get(id) ?? id;
      const isPlain = code === 0 || code === 49 || code === 'General' || code === '@' || code === 'Standard';
      return isPlain ? plain(number, written) : formatted(code, number, written);
    },
  };
}

/** `<strike/>` and `<strike val="1"/>`, not `<strike val="0"/>`. */
export function isOn(value: string | null): boolean {
  return value !== '0' && value !== 'false';
}

function plain(number: number, written: string): string {
  return Number.isFinite(number) ? String(number) : written;
}

function formatted(code: string | number, number: number, written: string): string {
  try {
    const text = spreadsheetLibrary().SSF.format(withoutLocale(code), number) as string;
    return /^#+$/.test(text) || /\dE\+/.test(text) ? plain(number, written) : text;
  } catch {
    return plain(number, written);
  }
}

/** `[$-40C]`, `[<=9999999999]` and colours confuse more than they help: only the picture of the number is kept. */
function withoutLocale(code: string | number): string | number {
  return typeof code === 'number' ? code : code.replace(/\[\$-?[^\]]*\]/g, '');
}
