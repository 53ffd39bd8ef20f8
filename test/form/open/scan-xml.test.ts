import { strToU8, zipSync } from 'fflate';
import { openXlsx } from '../../../src/form/open/open-xlsx.js';
import { scanXml } from '../../../src/form/open/scan-xml.js';

test('an attribute is looked for in its own tag alone', () => {
  const found: (string | null)[] = [];
  scanXml('<a ref="A1"/><b id = \'x>y\' ref="B1">', {
    open: (_, attribute) => found.push(attribute('id'), attribute('ref')),
    close() {},
    text() {},
  });
  expect(found).toEqual([null, 'A1', 'x>y', 'B1']);
});

test('ten thousand links whose absent attributes stand nowhere in the document are all read', () => {
  const count = 10_000;
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const cells = numbers.map(
    (n) => `<row r="${n}"><c r="A${n}" t="inlineStr"><is><t>x${n}</t></is></c></row>`,
  );
  const links = numbers.map((n) => `<hyperlink ref="A${n}" location="Feuil1!B${n}"/>`);
  const { sheets } = openXlsx(
    zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="Feuil1" r:id="rId1"/></sheets></workbook>'),
      'xl/worksheets/sheet1.xml': strToU8(
        `<worksheet><sheetData>${cells.join('')}</sheetData><hyperlinks>${links.join('')}</hyperlinks></worksheet>`,
      ),
    }),
  );
  expect(sheets[0]!.cells).toHaveLength(count);
  expect(sheets[0]!.cells.at(-1)).toMatchObject({ text: `x${count}`, link: `Feuil1!B${count}` });
});
