/**
 * Reads a directory on standard input, and prints the processor's time to find each school named as an argument
 * (ms): other work on the computer does not count. */
import { indexSchools } from '../../../dist/src/registry/index-schools.js';
import { readDirectoryCsv } from '../../../dist/src/registry/read-directory-csv.js';

const COMMUNE = '69123';
const TIMES = 200;

const schools = [];
for await (const school of readDirectoryCsv(process.stdin).rows) schools.push(school);
const index = indexSchools(schools);
index.match({ name: 'the first match prepares the commune', uai: null }, COMMUNE);

function time(name) {
  const before = process.cpuUsage();
  for (let done = 0; done < TIMES; done++) index.match({ name, uai: null }, COMMUNE);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) / 1_000 / TIMES).toFixed(3);
}

const names = process.argv.slice(2);
const kinds = names.map((name) => index.match({ name, uai: null }, COMMUNE).kind);
console.log(JSON.stringify({ schools: schools.length, timings: names.map(time), kinds }));
