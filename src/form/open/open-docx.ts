import type { Grid } from './grid.js';
import { openPackage } from './open-package.js';
import { PageBuilder } from './page-builder.js';
import { scanXml } from './scan-xml.js';
import { withPageHeader } from './with-page-header.js';

/** The paragraphs and tables of a Word document; deleted, hidden and duplicated text left out. */
export function openDocx(bytes: Uint8Array): Grid {
  const parts = openPackage(bytes);
  const xml = parts.read('word/document.xml');
  if (xml === null) throw new Error('No document part');
  const links = linksOf(parts.read('word/_rels/document.xml.rels'));
  const headers = [...links.values()].flatMap((target) =>
    /^header\d*\.xml$/.test(target) ? [gridOf(parts.read(`word/${target}`) ?? '', new Map())] : [],
  );
  return withPageHeader(headers, gridOf(xml, links));
}

function gridOf(xml: string, links: ReadonlyMap<string, string>): Grid {
  const walker = new DocxWalker(links);
  scanXml(xml, walker);
  return walker.page.finish('Document');
}

function linksOf(rels: string | null): Map<string, string> {
  const links = new Map<string, string>();
  scanXml(rels ?? '', {
    open(name, attribute) {
      const [id, target] = name === 'Relationship' ? [attribute('Id'), attribute('Target')] : [null, null];
      if (id !== null && target !== null) links.set(id, target);
    },
    close() {},
    text() {},
  });
  return links;
}

/** Parts of a paragraph whose text nobody sees. */
const UNSEEN = new Set([
  'mc:Fallback',
  'w:delText',
  'w:instrText',
  'w:rPr',
  'w:pPr',
  'w:tblPr',
  'w:del',
  'w:moveFrom',
]);

class DocxWalker {
  readonly page = new PageBuilder();
  private unseen = 0;
  private unseenName = '';
  private isText = false;
  private isHidden = false;
  private isStruck = false;
  private spans: [number, number] = [1, 1];
  private isCellOpen = false;

  constructor(private readonly links: ReadonlyMap<string, string>) {}

  open(name: string, attribute: (name: string) => string | null): void {
    if (this.unseen > 0) {
      this.noteProperty(name, attribute);
      if (name === this.unseenName) this.unseen++;
      return;
    }
    if (UNSEEN.has(name)) {
      this.unseen = 1;
      this.unseenName = name;
      return;
    }
    this.openSeen(name, attribute);
  }

  private noteProperty(name: string, attribute: (name: string) => string | null): void {
    if (this.unseenName !== 'w:rPr') return;
    const isOn = attribute('w:val') !== '0' && attribute('w:val') !== 'false';
    if (name === 'w:vanish') this.isHidden = isOn;
    else if (name === 'w:strike' || name === 'w:dstrike') this.isStruck = isOn;
  }

  private openSeen(name: string, attribute: (name: string) => string | null): void {
    switch (name) {
      case 'w:t':
        this.isText = true;
        return;
      case 'w:r':
        this.isHidden = false;
        this.isStruck = false;
        return;
      case 'w:tab':
      case 'w:ptab':
        this.page.addText('\t');
        return;
      case 'w:br':
      case 'w:cr':
        if (this.page.isInTable) this.page.endParagraph();
        else this.page.addText('\n');
        return;
      case 'w:noBreakHyphen':
        this.page.addText('-');
        return;
      case 'w:hyperlink': {
        const target = this.links.get(attribute('r:id') ?? '');
        if (target !== undefined) this.page.addLink(target);
        return;
      }
      case 'w:tbl':
        this.page.openTable();
        return;
      case 'w:tr':
        this.page.openRow();
        return;
      case 'w:tc':
        this.spans = [1, 1];
        this.isCellOpen = false;
        return;
      case 'w:gridSpan':
        this.spans[0] = Number(attribute('w:val') ?? 1);
        return;
      case 'w:p':
        this.openCellOnce();
        return;
    }
  }

  /** The properties of a cell come before its first paragraph. */
  private openCellOnce(): void {
    if (!this.page.isInTable || this.isCellOpen) return;
    this.isCellOpen = true;
    this.page.openCell(this.spans[0], 1);
  }

  close(name: string): void {
    if (this.unseen > 0) {
      if (name === this.unseenName) this.unseen--;
      return;
    }
    if (name === 'w:t') this.isText = false;
    else if (name === 'w:p') this.page.endParagraph();
    else if (name === 'w:tc') this.page.closeCell();
    else if (name === 'w:tr') this.page.closeRow();
    else if (name === 'w:tbl') {
      this.page.closeTable();
      this.isCellOpen = this.page.isInTable;
    }
  }

  text(text: string): void {
    if (!this.isText || this.isHidden || this.unseen > 0) return;
    if (this.isStruck) this.page.addStruck(text);
    else this.page.addText(text);
  }
}
