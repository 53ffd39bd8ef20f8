import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { projectRoot, readConfig } from '../../../src/config.js';
import { openQueueBackend, type QueueBackend } from '../../../src/jobs/queue-backend.js';
import { openQueues, type QueueOffice, type Queues } from '../../../src/jobs/queues.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { silentLog } from '../../../src/kernel/log.js';
import { openDesk } from '../../../src/running/desk.js';
import { type Database, openDatabase } from '../../../src/store/database.js';
import { type AgentRole, addAgent } from '../../../src/store/desk/agents.js';
import { hashPassword } from '../../../src/web/login/password.js';
import { openWeb, type Web } from '../../../src/web/open-web.js';
import { seededBase } from '../../support/journey/seeded-base.js';
import { aDatabase } from '../../support/servers/postgres.js';

export const PASSWORD = 'craie-cahier-compas-42';
const passwordHash = await hashPassword(PASSWORD);

/** The desk as it runs, on a base of its own, listening on this computer. */
export type TestDesk = {
  db: Database;
  queues: Queues & QueueOffice;
  backend: QueueBackend;
  url: string;
  routes: Web['routes'];
  addAgent(login: string, role: AgentRole): Promise<string>;
  close(): Promise<void>;
};

export async function aDesk(env: Record<string, string> = {}): Promise<TestDesk> {
  const base = await aDatabase(seededBase);
  const config = readConfig('all', {
    IMAP_URL: 'imaps://a:b@mail.example',
    SMTP_URL: 'smtps://mail.example',
    WEB_REQUESTS_PER_MINUTE: '100000',
    ...env,
  });
  const db = openDatabase({ url: base.url, maxConnections: 8, onIdleError: () => {} });
  const backend = await openQueueBackend({
    ...{ databaseUrl: base.url, redisUrl: undefined, maxConnections: 2, onError: () => {} },
  });
  const queues = openQueues(backend, { idsPerJob: 50, enqueueWithinMs: 5_000, onError: () => {} });
  const desk = await openDesk({ config, db, queues, clock: systemClock, log: silentLog });
  const web = await openWeb({
    host: '127.0.0.1',
    port: Number(env['PORT'] ?? 0),
    folder: projectRoot,
    health: { checks: async () => [], metrics: async () => ({ contentType: 'text/plain', body: '' }) },
    desk: desk.desk,
  });
  return {
    db,
    queues,
    backend,
    url: web.url,
    routes: web.routes,
    async addAgent(login, role) {
      const added = await addAgent(db, { login, name: `Agent ${login}`, role, passwordHash });
      return added!.id;
    },
    async close() {
      await web.close();
      await desk.close();
      await queues.close();
      await backend.close();
      await db.destroy();
      await base.drop();
    },
  };
}

export type Answered = {
  status: number;
  location: string | null;
  headers: Record<string, string | string[] | undefined>;
  text: string;
};

/** A browser of few means: cookies, forms, no script. */
export type Visitor = {
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Answered>;
  /** With the word of the last page seen, unless `_jeton` says otherwise. */
  post(
    path: string,
    form?: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ): Promise<Answered>;
  /** A form with a file, as a browser sends it. */
  postFile(
    path: string,
    form: Record<string, string>,
    file: { field: string; name: string; bytes: Buffer },
  ): Promise<Answered>;
  signIn(login: string, password?: string): Promise<Answered>;
  token: string;
};

const agent = new HttpAgent({ keepAlive: false });

export function aVisitor({ url }: { url: string }): Visitor {
  const cookies = new Map<string, string>();
  const ask = (method: string, path: string, headers: Record<string, string>, body: string | Buffer = '') =>
    new Promise<Answered>((resolve, reject) => {
      const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const all = { ...(jar === '' ? {} : { cookie: jar }), ...headers };
      const sent = httpRequest(`${url}`, { method, path, headers: all, agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          for (const cookie of answer.headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
            if (value === '') cookies.delete(name!);
            else cookies.set(name!, value!);
          }
          const text = Buffer.concat(chunks).toString('utf8');
          const token = /name="_jeton" value="([^"]+)"/.exec(text)?.[1];
          if (token !== undefined) visitor.token = token;
          resolve({
            status: answer.statusCode!,
            location: answer.headers.location ?? null,
            headers: answer.headers,
            text,
          });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const visitor: Visitor = {
    cookies,
    token: '',
    get: (path, headers = {}) => ask('GET', path, headers),
    post(path, form = {}, headers = {}) {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries({ _jeton: visitor.token, ...form })) {
        for (const one of [value].flat()) body.append(name, one);
      }
      return ask(
        'POST',
        path,
        { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body.toString(),
      );
    },
    postFile(path, form, { field, name, bytes }) {
      const boundary = 'limite-des-essais';
      const fields = Object.entries({ _jeton: visitor.token, ...form }).map(
        ([key, value]) =>
          `--${boundary}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
      );
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
      const body = Buffer.concat([
        Buffer.from(fields.join('') + head),
        bytes,
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      return ask('POST', path, { 'content-type': `multipart/form-data; boundary=${boundary}` }, body);
    },
    async signIn(login, password = PASSWORD) {
      await visitor.get('/connexion');
      const answer = await visitor.post('/connexion', { identifiant: login, motdepasse: password });
      if (answer.status === 303) await visitor.get('/');
      return answer;
    },
  };
  return visitor;
}
