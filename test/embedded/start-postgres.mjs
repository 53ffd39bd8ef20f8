/** A service that uses the built-in database: `node start-postgres.mjs BUILD DATA_DIR`; stops cleanly at the end of its input. */
import { pathToFileURL } from 'node:url';

const [build, dataDir] = process.argv.slice(2);
const { startEmbeddedPostgres } = await import(pathToFileURL(`${build}/src/embedded/postgres.js`).href);
const events = [];
const log = {
  info: (event, facts) => events.push({ event, ...facts }),
  warn: () => {},
  error: (event, facts) => events.push({ event, ...facts }),
};
const postgres = await startEmbeddedPostgres({ dataDir, log, settings: { fsync: 'off' } });
console.log(JSON.stringify({ url: postgres.url, pid: postgres.pid, adopted: events[0].adopted }));

process.stdin.resume();
process.stdin.on('end', async () => {
  await postgres.stop();
  process.exit(0);
});
