/** Functions that only look at cells. Anything else (WEBSERVICE, HYPERLINK, CALL, DDE…) is not let through. */
const HARMLESS = new Set(
  (
    'ABS AND AVERAGE CEILING CODE COLUMN COLUMNS CONCATENATE COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DAY EXACT FALSE ' +
    'FIND IF IFERROR INDEX INDIRECT INT ISBLANK ISERR ISERROR ISEVEN ISNA ISNUMBER ISODD ISTEXT LEFT LEN LOOKUP LOWER ' +
    'MATCH MAX MID MIN MOD MONTH NOT NOW OFFSET OR PROPER RIGHT ROUND ROW ROWS SEARCH SUBSTITUTE SUM SUMIF SUMPRODUCT ' +
    'TODAY TRIM TRUE UPPER VALUE VLOOKUP WEEKDAY YEAR CELL-CONTENT CELL-CONTENT-IS-IN-LIST CELL-CONTENT-TEXT-LENGTH ' +
    'CELL-CONTENT-IS-BETWEEN CELL-CONTENT-IS-NOT-BETWEEN CELL-CONTENT-TEXT-LENGTH-IS-BETWEEN ' +
    'CELL-CONTENT-TEXT-LENGTH-IS-NOT-BETWEEN CELL-CONTENT-IS-WHOLE-NUMBER CELL-CONTENT-IS-DECIMAL-NUMBER ' +
    'CELL-CONTENT-IS-DATE CELL-CONTENT-IS-TEXT IS-TRUE-FORMULA FORMULA-IS DUPLICATE UNIQUE TOP-ELEMENTS BOTTOM-ELEMENTS'
  ).split(' '),
);

/**
 * True of a formula that may stay in a validation list, a name or a conditional format: it looks at cells of the same
 * workbook and does nothing else. Other workbooks, DDE (`|`), unknown functions: no.
 */
export function isInertFormula(formula: string): boolean {
  const bare = formula.replace(/"(?:[^"]|"")*"/g, '0').replace(/'([^'[\]|\\/:?*]|'')*'/g, 'S');
  if (!/^[\p{L}\d\s_$:!.,;()<>=+\-*/&%^{}#]*$/u.test(bare)) {
    return (
      /^[\p{L}\d\s_$:!.,;()<>=+\-*/&%^{}#[\]]*$/u.test(bare) &&
      areOpenDocumentReferences(bare) &&
      hasOnlyHarmless(bare)
    );
  }
  return hasOnlyHarmless(bare);
}

/** `[.A1:.B2]` and `[$Feuille1.A1]` are how OpenDocument writes a reference; `[1]` is Excel's other workbook. */
function areOpenDocumentReferences(bare: string): boolean {
  return (bare.match(/\[[^\]]*\]?/g) ?? []).every((one) =>
    /^\[[^\][]*\.\$?[A-Z]+\$?\d+(:[^\][]*)?\]$/.test(one),
  );
}

function hasOnlyHarmless(bare: string): boolean {
  const called = bare.matchAll(/([\p{L}_][\p{L}\d._-]*)\s*\(/gu);
  return [...called].every(([, name]) => HARMLESS.has(name!.toUpperCase()));
}

/** A link that may stay: a page, an address to write to, or a place in the same file. */
export function isHarmlessLink(target: string): boolean {
  return /^(https?:\/\/|mailto:)[^\s]*$/i.test(target.trim()) || /^#[^|]*$/.test(target);
}
