/**
 * Fills cells of a spreadsheet as somebody does in LibreOffice, and saves it as it was:
 * `node scripts/fill-in-libreoffice.mjs FILE.xlsx A14=radiation C15="École Jean Moulin"`. Needs `soffice`.
 * A profile of its own holds the macro that types; nothing of the user's is touched.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [file, ...cells] = process.argv.slice(2);
const typed = cells.map((cell) => /^([A-Z]{1,2}\d{1,4})=(.*)$/s.exec(cell));
if (file === undefined || typed.length === 0 || typed.includes(null)) {
  console.error('Usage: node scripts/fill-in-libreoffice.mjs FILE CELL=TEXT…');
  process.exit(2);
}

const path = resolve(file);
const profile = mkdtempSync(join(tmpdir(), 'fill-in-libreoffice-'));
const basic = (text) => `"${text.replaceAll('"', '""')}"`;
const macro = `Sub Fill
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(${basic(pathToFileURL(path).href)}, "_blank", 0, hidden())
  sheet = book.Sheets.getByIndex(0)
${typed.map(([, cell, text]) => `  sheet.getCellRangeByName(${basic(cell)}).String = ${basic(text)}`).join('\n')}
  book.store()
  book.close(True)
  StarDesktop.terminate()
End Sub`;

const module = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${macro.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</script:module>`;

function office(...what) {
  const where = `-env:UserInstallation=${pathToFileURL(profile).href}`;
  const options = ['--headless', '--norestore', '--nologo', ...what];
  return spawnSync(process.env.SOFFICE ?? 'soffice', [where, ...options], {
    timeout: 180_000,
    encoding: 'utf8',
  });
}

try {
  office('--terminate_after_init'); // makes the profile, with an empty module that ours takes the place of
  writeFileSync(join(profile, 'user', 'basic', 'Standard', 'Module1.xba'), module);
  const before = statSync(path).mtimeMs;
  const run = office('macro:///Standard.Module1.Fill');
  if (run.status !== 0 || statSync(path).mtimeMs === before) {
    console.error(run.error?.message ?? `LibreOffice did not save ${path}. ${run.stderr}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(profile, { recursive: true, force: true });
}
