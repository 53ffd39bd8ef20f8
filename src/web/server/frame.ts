import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AgentRole } from '../../store/desk/agents.js';
import { formTokenOf, maskedToken, newToken } from '../login/secret-token.js';
import type { SignedIn } from '../login/signed-in.js';
import { shortInstant } from '../view/short-dates.js';
import type { Server } from './add-pages.js';
import { VISITOR_COOKIE } from './add-pages.js';
import type { Answer } from './page.js';
import { holds, roleNames } from './role.js';

type Section = {
  key: string;
  href: string;
  name: string;
  /** Shown from this role on; else to all. */
  needs?: AgentRole;
  /** Under the menu of this name, in the place of its first page. */
  menu?: string;
};

/** The navigation, in the order shown. Pages of the school year's rounds say `menu: 'Année scolaire'`: the bar stays short. */
const sections: readonly Section[] = [
  { key: 'queue', href: '/', name: 'File d’attente' },
  { key: 'communes', href: '/communes', name: 'Communes' },
  { key: 'schools', href: '/ecoles', name: 'Écoles' },
  { key: 'people', href: '/personnes', name: 'Personnes' },
  { key: 'deadlines', href: '/echeances', name: 'Échéances' },
  { key: 'dashboard', href: '/tableau-de-bord', name: 'Tableau de bord' },
  { key: 'renewal', href: '/reconduction', name: 'Reconduction', menu: 'Année scolaire' },
  { key: 'conventions', href: '/conventions', name: 'Conventions', menu: 'Année scolaire' },
  { key: 'fees', href: '/redevances', name: 'Redevances', menu: 'Année scolaire' },
  { key: 'activity', href: '/bilan', name: 'Bilan d’activité', menu: 'Année scolaire' },
  { key: 'circulars', href: '/annonces', name: 'Annonces', menu: 'Année scolaire' },
  { key: 'settings', href: '/exploitation', name: 'Exploitation', needs: 'supervisor' },
];

type Entry = { name: string; href: string; isHere: boolean };
type Navigation = (Entry | { name: string; isHere: boolean; entries: Entry[] })[];

/** Pure: what this role sees; the pages of one menu together. */
export function navigationOf(all: readonly Section[], role: AgentRole, here: string | undefined): Navigation {
  const seen = all.filter(({ needs }) => needs === undefined || holds(role, needs));
  const entryOf = ({ key, href, name }: Section): Entry => ({ name, href, isHere: key === here });
  return seen.flatMap((one, index): Navigation => {
    if (one.menu === undefined) return [entryOf(one)];
    if (seen.findIndex(({ menu }) => menu === one.menu) !== index) return [];
    const entries = seen.filter(({ menu }) => menu === one.menu).map(entryOf);
    return [{ name: one.menu, isHere: entries.some(({ isHere }) => isHere), entries }];
  });
}

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
    formToken: maskedToken(signedIn?.formToken ?? visitorToken(server, request, reply)),
    service: desk.settings.service,
    canAct: signedIn !== null && holds(signedIn.agent.role, 'agent'),
    isSupervisor: signedIn !== null && holds(signedIn.agent.role, 'supervisor'),
    hold: signedIn?.hold ? { ...signedIn.hold, since: shortInstant(signedIn.hold.since) } : null,
    agent: signedIn && { name: signedIn.agent.name, role: roleNames[signedIn.agent.role] },
    navigation: signedIn === null ? [] : navigationOf(sections, signedIn.agent.role, section),
  };
}

/** Before anybody has signed in, the word of a form follows from a cookie of the visit. */
function visitorToken({ cookies }: Server, request: FastifyRequest, reply: FastifyReply): string {
  const known = cookies.read(request, VISITOR_COOKIE);
  const visitor = known !== null && /^[\w-]{43}$/.test(known) ? known : newToken();
  if (visitor !== known) cookies.set(reply, VISITOR_COOKIE, visitor);
  return formTokenOf(visitor);
}
