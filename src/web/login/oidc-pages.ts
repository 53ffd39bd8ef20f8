import { errorFacts } from '../../kernel/log.js';
import { addAgent, changeAgent, findAgent } from '../../store/desk/agents.js';
import type { Answer, Asked, Page } from '../server/page.js';
import { safeReturn } from '../server/safe-return.js';
import type { Oidc, OidcJourney, OidcPerson } from './oidc.js';
import { enter } from './pages.js';

export const JOURNEY_COOKIE = 'oidc';
const JOURNEY_LASTS_S = 600;

export type JourneyCookie = { read(asked: Asked): string | null };

/** Leaving for the provider, and coming back. Only with OpenID Connect configured. */
export function oidcPages(oidc: Oidc, cookie: JourneyCookie): Page[] {
  return [
    {
      method: 'GET',
      url: '/connexion/oidc',
      who: 'anyone',
      async answer({ desk, query }) {
        try {
          const { to, journey } = await oidc.leave(safeReturn(query.text('vers')));
          const value = Buffer.from(JSON.stringify(journey)).toString('base64url');
          return { kind: 'redirect', to, cookie: { name: JOURNEY_COOKIE, value, maxAgeS: JOURNEY_LASTS_S } };
        } catch (error) {
          desk.log.warn('identity provider not reached', errorFacts(error));
          return { kind: 'redirect', to: '/connexion?echec=oidc-failed' };
        }
      },
    },
    {
      method: 'GET',
      url: '/connexion/oidc/retour',
      who: 'anyone',
      async answer(asked) {
        const journey = journeyOf(cookie.read(asked));
        if (journey === null) return { kind: 'redirect', to: '/connexion?echec=oidc-failed' };
        try {
          const person = await oidc.comeBack(
            new URL(asked.request.url, asked.desk.settings.publicUrl),
            journey,
          );
          return await enterAs(asked, person, safeReturn(journey.returnTo));
        } catch (error) {
          asked.desk.log.warn('identity provider answer refused', errorFacts(error));
          return {
            kind: 'redirect',
            to: '/connexion?echec=oidc-failed',
            cookie: { name: JOURNEY_COOKIE, value: null },
          };
        }
      },
    },
  ];
}

function journeyOf(cookie: string | null): OidcJourney | null {
  if (cookie === null) return null;
  try {
    const told = JSON.parse(Buffer.from(cookie, 'base64url').toString()) as Record<string, unknown>;
    const { state, nonce, verifier, returnTo } = told;
    const all = [state, nonce, verifier, returnTo];
    return all.every((one) => typeof one === 'string' && one !== '') ? (told as OidcJourney) : null;
  } catch {
    return null;
  }
}

/** The provider's word is the account: made at the first visit, its role follows the groups at each. */
async function enterAs(asked: Asked, person: OidcPerson, returnTo: string): Promise<Answer> {
  const refused: Answer = {
    kind: 'redirect',
    to: '/connexion?echec=oidc-refused',
    cookie: { name: JOURNEY_COOKIE, value: null },
  };
  const { db } = asked.desk;
  if (person.role === null) return refused;
  const known = await findAgent(db, { oidcSubject: person.subject });
  if (known?.isDisabled) return refused;
  if (known !== null) {
    if (known.role !== person.role) await changeAgent(db, known.id, { role: person.role });
    return enter(asked, known.id, returnTo);
  }
  /* A login that a local account already has is not taken over: a supervisor sorts that out. */
  const made = await addAgent(db, {
    login: person.login,
    name: person.name,
    role: person.role,
    oidcSubject: person.subject,
  });
  return made === null ? refused : enter(asked, made.id, returnTo);
}
