import type { Grid } from './grid.js';
import { PageBuilder } from './page-builder.js';

/** Groups whose text is not the document's. */
const UNSEEN = new Set(
  'fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr listtable listoverridetable generator themedata colorschememapping datastore latentstyles rsidtbl xmlnstbl footnote annotation nonshppict fldinst bkmkstart bkmkend filetbl revtbl'.split(
    ' ',
  ),
);

type Group = { isUnseen: boolean; isField: boolean; isStruck: boolean; skipAfterUnicode: number };

/** The paragraphs and tables of an RTF document. */
export function openRtf(bytes: Uint8Array): Grid {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return new RtfWalker(source).walk();
}

class RtfWalker {
  private readonly page = new PageBuilder();
  private readonly groups: Group[] = [];
  private group: Group = { isUnseen: false, isField: false, isStruck: false, skipAfterUnicode: 1 };
  private charset = 'windows-1252';
  private at = 0;
  private toSkip = 0;
  private isRowOpen = false;
  private field = '';

  constructor(private readonly source: string) {}

  walk(): Grid {
    while (this.at < this.source.length) this.step();
    if (this.isRowOpen) this.closeRow();
    return this.page.finish('Document');
  }

  private step(): void {
    const letter = this.source[this.at]!;
    if (letter === '{') {
      if (this.groups.length < 2_000) this.groups.push({ ...this.group });
      this.at++;
    } else if (letter === '}') {
      if (this.group.isField) this.endField();
      this.group = this.groups.pop() ?? this.group;
      this.at++;
    } else if (letter === '\\') this.control();
    else {
      if (letter !== '\r' && letter !== '\n') this.write(letter);
      this.at++;
    }
  }

  private control(): void {
    const next = this.source[this.at + 1] ?? '';
    if (next === "'") {
      const code = Number.parseInt(this.source.slice(this.at + 2, this.at + 4), 16);
      this.at += 4;
      if (!Number.isNaN(code)) this.write(new TextDecoder(this.charset).decode(Uint8Array.of(code)));
      return;
    }
    const word = /^\\([a-z]+)(-?\d{1,10})? ?/i.exec(this.source.slice(this.at, this.at + 50));
    if (word === null) {
      this.at += 2;
      if (next === '~') this.write('\u00a0');
      else if (next === '_') this.write('-');
      else if (next === '*') this.group.isUnseen = true;
      else if ('\\{}'.includes(next)) this.write(next);
      return;
    }
    this.at += word[0].length;
    this.obey(word[1]!, word[2] === undefined ? null : Number(word[2]));
  }

  private obey(word: string, value: number | null): void {
    if (word === 'fldinst') {
      this.group = { ...this.group, isUnseen: true, isField: true };
      this.field = '';
    } else if (UNSEEN.has(word)) this.group.isUnseen = true;
    if (word === 'mac') this.charset = 'macintosh';
    else if (word === 'ansicpg' && value === 10000) this.charset = 'macintosh';
    else if (word === 'v') this.group.isUnseen = value !== 0;
    else if (word === 'strike' || word === 'striked') this.group.isStruck = value !== 0;
    else if (word === 'plain') this.group.isStruck = false;
    else if (word === 'bin') this.at += Math.max(0, value ?? 0);
    else if (word === 'uc') this.group.skipAfterUnicode = value ?? 1;
    else if (word === 'u' && value !== null) {
      this.write(String.fromCharCode(value < 0 ? value + 65_536 : value));
      this.toSkip = this.group.skipAfterUnicode;
    } else if (!this.group.isUnseen) this.layOut(word);
  }

  private layOut(word: string): void {
    switch (word) {
      case 'par':
        if (this.page.isInTable) this.page.addText('\n');
        else this.page.endParagraph();
        return;
      case 'line':
        this.page.addText('\n');
        return;
      case 'tab':
        this.page.addText('\t');
        return;
      case 'intbl':
        this.openRow();
        return;
      case 'cell':
        this.openRow();
        this.page.closeCell();
        this.page.openCell(1, 1);
        return;
      case 'row':
        this.closeRow();
        return;
      case 'pard':
        return;
      case 'lquote':
      case 'rquote':
        this.write('’');
        return;
      case 'ldblquote':
      case 'rdblquote':
        this.write('"');
        return;
      case 'endash':
      case 'emdash':
        this.write('–');
        return;
      case 'bullet':
        this.write('•');
        return;
    }
  }

  private openRow(): void {
    if (this.isRowOpen) return;
    this.isRowOpen = true;
    this.page.openTable();
    this.page.openRow();
    this.page.openCell(1, 1);
  }

  private closeRow(): void {
    if (!this.isRowOpen) return;
    this.isRowOpen = false;
    this.page.closeRow();
    this.page.closeTable();
  }

  private endField(): void {
    const target = /HYPERLINK\s+"([^"]+)"/i.exec(this.field)?.[1];
    if (target !== undefined) this.page.addLink(target);
  }

  private write(text: string): void {
    if (this.toSkip > 0) {
      this.toSkip--;
      return;
    }
    if (this.group.isField) this.field += text;
    else if (this.group.isUnseen) return;
    else if (this.group.isStruck) this.page.addStruck(text);
    else this.page.addText(text);
  }
}
