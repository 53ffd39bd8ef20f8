import { start } from './cli/start.js';

/** The door of the service: `node dist/src/start.js --role all|web|workers|watcher`. */
try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
