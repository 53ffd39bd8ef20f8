import { NotEditable, parseXml, writeXml } from '../xml-tree.js';
import { attribute, descendants, removeChildren } from '../xml-walk.js';
import { decodePart, encodePart, type Parts } from '../zip-parts.js';

const MANIFEST = 'META-INF/manifest.xml';
const KEPT =
  /^(mimetype|content\.xml|styles\.xml|settings\.xml|meta\.xml|META-INF\/manifest\.xml|Pictures\/[^/]+|ObjectReplacements\/[^/]+)$/;

/** Only what shows comes back: macros, embedded objects, signatures and toolbars stay out. */
export function cleanParts(parts: Parts): void {
  for (const path of [...parts.keys()]) if (!KEPT.test(path)) parts.delete(path);
  const bytes = parts.get(MANIFEST);
  if (bytes === undefined) throw new NotEditable('no manifest');
  const manifest = parseXml(decodePart(bytes));
  for (const one of descendants(manifest.root)) {
    if (one.name.endsWith('encryption-data')) throw new NotEditable('encrypted');
  }
  removeChildren(manifest.root, (entry) => {
    const path = attribute(entry, 'manifest:full-path') ?? '';
    return path !== '/' && !parts.has(path);
  });
  for (const entry of descendants(manifest.root)) {
    const type = entry.attributes.replace(/spreadsheet-template/g, 'spreadsheet');
    entry.attributes = type;
  }
  parts.set(MANIFEST, encodePart(writeXml(manifest)));
}
