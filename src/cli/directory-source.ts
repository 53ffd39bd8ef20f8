import { existsSync } from 'node:fs';
import { directoryAddress } from '../registry/directory-address.js';
import { CommandError } from './command-error.js';

/** Where the directory is: on this computer, or at an address. */
export type DirectorySource = { path: string; address: null } | { path: null; address: URL };

/** A file, or an address as `DIRECTORY_URL` takes it. @throws CommandError when there is no such file. */
export function directorySource(fileOrAddress: string): DirectorySource {
  if (/^https?:\/\//i.test(fileOrAddress)) {
    return { path: null, address: directoryAddress(new URL(fileOrAddress)) };
  }
  if (!existsSync(fileOrAddress)) throw new CommandError(`There is no file ${fileOrAddress}`);
  return { path: fileOrAddress, address: null };
}
