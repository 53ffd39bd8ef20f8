import { closeRunFolder } from './run-folder.mjs';

export default async function endWhatTheTestsShared() {
  await closeRunFolder(process.env.TEST_RUN_FOLDER);
}
