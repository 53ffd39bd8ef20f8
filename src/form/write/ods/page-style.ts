import type { SheetDraft } from '../draft.js';
import { escapeXml } from '../xml-escape.js';
import { paragraphs } from './text.js';

/** How a sheet of ours prints: A4, fitted, with its footer. */
export function pageLayout(draft: SheetDraft, name: string): string {
  const [width, height] = draft.isLandscape ? ['29.7cm', '21cm'] : ['21cm', '29.7cm'];
  const fitted =
    draft.fits === 'page'
      ? 'style:scale-to-X="1" style:scale-to-Y="1"'
      : 'style:scale-to-X="1" style:scale-to-Y="0"';
  const loose = fitted.replaceAll('style:', 'loext:');
  return (
    `<style:page-layout style:name="${name}"><style:page-layout-properties fo:page-width="${width}" fo:page-height="${height}" style:print-orientation="${draft.isLandscape ? 'landscape' : 'portrait'}" fo:margin-top="1.1cm" fo:margin-bottom="0.8cm" fo:margin-left="1cm" fo:margin-right="1cm" style:table-centering="horizontal" ${fitted} ${loose} style:print="objects charts drawings zero-values" style:writing-mode="lr-tb"/>` +
    '<style:header-style/><style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.2cm"/></style:footer-style></style:page-layout>'
  );
}

/** The small letters of the footer of the pages that `layout` lays out. */
export function footerStyle(layout: string): string {
  return `<style:style style:name="${layout}Foot" style:family="text"><style:text-properties fo:font-size="8pt"/></style:style>`;
}

export function masterPage(draft: SheetDraft, name: string, layout: string): string {
  const small = (inner: string) => `<text:span text:style-name="${layout}Foot">${inner}</text:span>`;
  const left = paragraphs(draft.footer, small);
  const pages = 'Page <text:page-number>1</text:page-number> sur <text:page-count>1</text:page-count>';
  const right = `<text:p>${small(pages)}</text:p>`;
  return (
    `<style:master-page style:name="${escapeXml(name)}" style:page-layout-name="${layout}"><style:header style:display="false"/>` +
    `<style:footer><style:region-left>${left}</style:region-left><style:region-right>${right}</style:region-right></style:footer></style:master-page>`
  );
}
