import { declarations } from './namespaces.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const VERSION = `${declarations} office:version="1.2"`;
export const ODS_MIMETYPE = 'application/vnd.oasis.opendocument.spreadsheet';
const MANIFEST = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0';

const entry = (path: string, type: string) =>
  `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;

/** The parts of an OpenDocument spreadsheet without tables, in the order the standard wants. */
export const blankParts: readonly (readonly [path: string, text: string])[] = [
  ['mimetype', ODS_MIMETYPE],
  [
    'META-INF/manifest.xml',
    `${HEAD}<manifest:manifest xmlns:manifest="${MANIFEST}" manifest:version="1.2">${entry('/', ODS_MIMETYPE)}${entry('content.xml', 'text/xml')}${entry('styles.xml', 'text/xml')}${entry('settings.xml', 'text/xml')}</manifest:manifest>`,
  ],
  [
    'content.xml',
    `${HEAD}<office:document-content${VERSION}><office:automatic-styles/><office:body><office:spreadsheet/></office:body></office:document-content>`,
  ],
  [
    'styles.xml',
    `${HEAD}<office:document-styles${VERSION}><office:styles><style:style style:name="Default" style:family="table-cell"><style:text-properties fo:font-family="Calibri" fo:font-size="11pt" fo:language="fr" fo:country="FR"/></style:style></office:styles><office:automatic-styles/><office:master-styles/></office:document-styles>`,
  ],
  [
    'settings.xml',
    `${HEAD}<office:document-settings${VERSION}><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1</config:config-item><config:config-item-map-named config:name="Tables"/></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`,
  ],
];
