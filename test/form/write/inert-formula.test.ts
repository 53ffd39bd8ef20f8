import { isHarmlessLink, isInertFormula } from '../../../src/form/write/inert-formula.js';

test.each([
  '"maintien,ajout"',
  "'Écoles 2026'!$A$10:$E$12",
  'ISBLANK(D6)',
  'of:cell-content-is-in-list("a";"b")',
  'cell-content()>=5',
  '[$Feuille1.A1:.B2]',
  'AND(LEN(A1)>0,COUNTIF($A:$A,A1)=1)',
])('%s may stay', (formula) => {
  expect(isInertFormula(formula)).toBe(true);
});

test.each([
  "cmd|'/c calc'!A0",
  'WEBSERVICE("http://x")',
  'HYPERLINK("http://x")',
  '[1]Feuil1!A1',
  "'[autre.xlsx]Feuil1'!A1",
  "'file:///etc/passwd'#$A.A1",
  'DDE("soffice";"x";"y")',
  'CALL("kernel32","WinExec","JC","calc")',
])('%s may not', (formula) => {
  expect(isInertFormula(formula)).toBe(false);
});

test.each([
  ['https://laclasse.com', true],
  ['mailto:a@b.fr', true],
  ["#'Feuille 1'.D19", true],
  ['file:///c:/x', false],
  ['\\\\serveur\\x', false],
  ['javascript:alert(1)', false],
  ['vnd.sun.star.script:x', false],
])('the link %s may stay: %s', (target, may) => {
  expect(isHarmlessLink(target)).toBe(may);
});
