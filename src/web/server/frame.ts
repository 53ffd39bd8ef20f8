import type { FastifyReply, FastifyRequest } from 'fastify';
import { formTokenOf, newToken } from '../login/secret-token.js';
import type { SignedIn } from '../login/signed-in.js';
import type { Server } from './add-pages.js';
import { VISITOR_COOKIE } from './add-pages.js';
import type { Answer } from './page.js';
import { holds, roleNames } from './role.js';

const sections = [
  { key: 'queue', href: '/', name: 'File d’attente' },
  { key: 'communes', href: '/communes', name: 'Communes' },
  { key: 'schools', href: '/ecoles', name: 'Écoles' },
  { key: 'people', href: '/personnes', name: 'Personnes' },
  { key: 'deadlines', href: '/echeances', name: 'Échéances' },
  { key: 'dashboard', href: '/tableau-de-bord', name: 'Tableau de bord' },
  { key: 'settings', href: '/exploitation', name: 'Exploitation', needs: 'supervisor' },
] as const;

/** What is around every page: its title, who is here, where one is, and the word of its forms. */
export function frameOf(
  server: Server,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn | null,
  { title, section }: Extract<Answer, { kind: 'page' }>,
) {
  const { assets, desk } = server;
  return {
    title,
    styleHref: assets.href('desk.css'),
    scriptHref: assets.href('desk.js'),
    iconHref: assets.href('icon.svg'),
    formToken: signedIn?.formToken ?? visitorToken(server, request, reply),
    service: desk.settings.service,
    canAct: signedIn !== null && holds(signedIn.agent.role, 'agent'),
    isSupervisor: signedIn !== null && holds(signedIn.agent.role, 'supervisor'),
    agent: signedIn && { name: signedIn.agent.name, role: roleNames[signedIn.agent.role] },
    sections:
      signedIn === null
        ? []
        : sections
            .filter((one) => !('needs' in one) || holds(signedIn.agent.role, one.needs))
            .map((one) => ({ ...one, isHere: one.key === section })),
  };
}

/** Before anybody has signed in, the word of a form follows from a cookie of the visit. */
function visitorToken({ cookies }: Server, request: FastifyRequest, reply: FastifyReply): string {
  const known = cookies.read(request, VISITOR_COOKIE);
  const visitor = known !== null && /^[\w-]{43}$/.test(known) ? known : newToken();
  if (visitor !== known) cookies.set(reply, VISITOR_COOKIE, visitor);
  return formTokenOf(visitor);
}
