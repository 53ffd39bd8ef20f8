import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorFacts } from '../../kernel/log.js';
import { findSession } from '../../store/desk/sessions.js';
import type { Desk } from '../desk.js';
import { formTokenOf, isSameSecret, unmaskedToken } from '../login/secret-token.js';
import type { SignedIn } from '../login/signed-in.js';
import type { PagePrinter } from '../view/print-pages.js';
import type { Assets } from './assets.js';
import { attachmentHeader } from './attachment-header.js';
import type { Cookies } from './cookies.js';
import { frameOf } from './frame.js';
import { type Answer, type Asked, type Page, valuesOf } from './page.js';
import { readSent } from './read-file-form.js';
import { holds } from './role.js';
import { LETTER_POLICY } from './security-headers.js';
import { sendPacked } from './send-packed.js';

export type Server = { desk: Desk; printer: PagePrinter; assets: Assets; cookies: Cookies };

export const SESSION_COOKIE = 'session';
export const VISITOR_COOKIE = 'visiteur';

/** Adds each page with its guards: the session, the role, and the word every form carries back. In this order, always. */
export function addPages(web: FastifyInstance, server: Server, pages: readonly Page[]): void {
  for (const page of pages) {
    web.route({
      method: page.method,
      url: page.url,
      handler: (request, reply) => answerPage(server, page, request, reply),
    });
  }
}

async function answerPage(server: Server, page: Page, request: FastifyRequest, reply: FastifyReply) {
  const signedIn = await whoIsIt(server, request);
  const send = (answer: Answer) => sendAnswer(server, request, reply, signedIn, answer);

  if (page.who !== 'anyone') {
    if (signedIn === null) return send(signInFirst(page, request));
    if (!holds(signedIn.agent.role, page.who)) return send(problemPage(403, 'role'));
  }
  const sent = await readSent(page, request);
  if (sent === null) return send(problemPage(415, 'form'));
  const asked: Asked = {
    desk: server.desk,
    signedIn,
    params: request.params as Record<string, string>,
    query: valuesOf(request.query),
    form: valuesOf(sent.values),
    file: sent.file,
    now: server.desk.clock.now(),
    request,
  };
  const needsForm = page.method === 'POST' && page.isProvenByAddress !== true;
  if (needsForm && !isOurForm(server, request, signedIn, asked)) return send(problemPage(403, 'form'));
  return send(await page.answer(asked));
}

export async function whoIsIt({ desk, cookies }: Server, request: FastifyRequest): Promise<SignedIn | null> {
  const session = cookies.read(request, SESSION_COOKIE);
  if (session === null || session.length > 100) return null;
  const found = await findSession(desk.db, session, desk.clock.now(), desk.settings.sessions);
  if (found === null) return null;
  const { agent, hold } = found;
  return { agent, hold, session, formToken: formTokenOf(session) };
}

function signInFirst(page: Page, request: FastifyRequest): Answer {
  if (page.method === 'POST') return problemPage(401, 'signed-out');
  return { kind: 'redirect', to: `/connexion?vers=${encodeURIComponent(request.url)}` };
}

/** A form of ours brings the word of its session, and a browser that says where it comes from says our own site. */
function isOurForm(
  server: Server,
  request: FastifyRequest,
  signedIn: SignedIn | null,
  { form }: Asked,
): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (
    origin !== undefined &&
    origin !== server.desk.settings.publicUrl.origin &&
    origin !== originOf(request)
  ) {
    return false;
  }
  const secret = signedIn?.session ?? server.cookies.read(request, VISITOR_COOKIE);
  return secret !== null && isSameSecret(unmaskedToken(form.text('_jeton')), formTokenOf(secret));
}

function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.headers.host ?? ''}`;
}

export type ProblemCode = 'role' | 'form' | 'signed-out' | 'missing' | 'failed' | 'too-many' | 'too-large';

export function problemPage(status: number, code: ProblemCode): Answer {
  return { kind: 'page', template: 'problem', title: problemTitles[code], status, view: { code } };
}

const problemTitles: Record<ProblemCode, string> = {
  role: 'Action réservée',
  form: 'Formulaire périmé',
  'signed-out': 'Session terminée',
  missing: 'Page introuvable',
  failed: 'Une erreur est survenue',
  'too-many': 'Trop de demandes',
  'too-large': 'Envoi trop volumineux',
};

function sendAnswer(
  server: Server,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn | null,
  answer: Answer,
): FastifyReply | Promise<FastifyReply> {
  switch (answer.kind) {
    case 'missing':
      return sendAnswer(server, request, reply, signedIn, problemPage(404, 'missing'));
    case 'refused':
      return sendAnswer(server, request, reply, signedIn, problemPage(403, 'role'));
    case 'redirect': {
      const { cookie } = answer;
      if (cookie?.value === null) server.cookies.clear(reply, cookie.name);
      else if (cookie !== undefined) server.cookies.set(reply, cookie.name, cookie.value, cookie.maxAgeS);
      return reply.redirect(answer.to, 303);
    }
    case 'json':
      return reply
        .code(answer.status ?? 200)
        .type('application/json; charset=utf-8')
        .send(answer.value);
    case 'letter':
      return reply
        .header('content-security-policy', LETTER_POLICY)
        .header('x-frame-options', 'SAMEORIGIN')
        .type('text/html; charset=utf-8')
        .send(answer.html);
    case 'file':
      return reply
        .header('content-disposition', attachmentHeader(answer.name))
        .header('content-security-policy', "default-src 'none'; sandbox")
        .type(answer.type)
        .send(typeof answer.bytes === 'string' ? answer.bytes : Buffer.from(answer.bytes));
    case 'page': {
      const frame = frameOf(server, request, reply, signedIn, answer);
      const html = server.printer.print(answer.template, { ...answer.view, frame });
      reply.code(answer.status ?? 200).type('text/html; charset=utf-8');
      return sendPacked(request, reply, html);
    }
    default:
      return answer satisfies never;
  }
}

/** Whatever goes wrong is told in French, without a word of what was inside; the log keeps the class of the error. */
export function addProblemPages(web: FastifyInstance, server: Server): void {
  web.setNotFoundHandler(async (request, reply) => {
    return sendAnswer(server, request, reply, await whoIsIt(server, request).catch(() => null), {
      kind: 'missing',
    });
  });
  web.setErrorHandler(async (error: { statusCode?: number } & Error, request, reply) => {
    const status = error.statusCode ?? 500;
    const signedIn = await whoIsIt(server, request).catch(() => null);
    const answer =
      status === 429
        ? problemPage(429, 'too-many')
        : status === 413
          ? problemPage(413, 'too-large')
          : status < 500
            ? problemPage(status, 'missing')
            : problemPage(500, 'failed');
    if (status >= 500)
      server.desk.log.warn('page failed', { path: request.routeOptions.url, ...errorFacts(error) });
    return sendAnswer(server, request, reply, signedIn, answer);
  });
}
