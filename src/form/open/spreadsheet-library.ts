import { createRequire } from 'node:module';

type Library = typeof import('xlsx');
let library: Library | null = null;

/** SheetJS, loaded when a document first needs it: half a second that most forms never pay. */
export function spreadsheetLibrary(): Library {
  library ??= createRequire(import.meta.url)('xlsx') as Library;
  return library;
}
