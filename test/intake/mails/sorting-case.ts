import type { SortedFile } from '../../../src/cli/sort.js';

/** One message of the table and its expected sorting. `files` are `path name type`, in order. */
export type SortingCase = {
  title: string;
  mail: Buffer;
  kind: SortedFile['kind'];
  mayAnswer: boolean;
  from?: string | null;
  authenticity?: SortedFile['authenticity'];
  reason?: string;
  files?: string[];
};

type Rest = Partial<Omit<SortingCase, 'title' | 'mail'>>;

export const form = (title: string, mail: Buffer, rest: Rest = {}): SortingCase => ({
  title,
  mail,
  kind: 'form',
  mayAnswer: true,
  ...rest,
});
export const answer = (title: string, mail: Buffer, rest: Rest = {}): SortingCase => ({
  title,
  mail,
  kind: 'answer',
  mayAnswer: true,
  ...rest,
});
export const other = (title: string, mail: Buffer, rest: Rest = {}): SortingCase => ({
  title,
  mail,
  kind: 'other',
  mayAnswer: true,
  ...rest,
});
/** Never answered, whatever it is. */
export const automatic = (title: string, mail: Buffer, reason: string, rest: Rest = {}): SortingCase => ({
  title,
  mail,
  kind: 'automatic',
  mayAnswer: false,
  reason,
  ...rest,
});
