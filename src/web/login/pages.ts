import { findAgent } from '../../store/desk/agents.js';
import { closeSession, openSession } from '../../store/desk/sessions.js';
import {
  forgetSignInFailures,
  loadSignInFailures,
  noteSignInFailure,
} from '../../store/desk/sign-in-failures.js';
import { SESSION_COOKIE } from '../server/add-pages.js';
import type { Answer, Asked, Page } from '../server/page.js';
import { safeReturn } from '../server/safe-return.js';
import { isRightPassword } from './password.js';
import { waitAfterFailures } from './throttle.js';

type SignInProblem = 'wrong' | 'too-many' | 'oidc-failed' | 'oidc-refused' | null;

function signInPage(
  { desk }: Pick<Asked, 'desk'>,
  given: { login: string; returnTo: string; problem: SignInProblem },
): Answer {
  return {
    kind: 'page',
    template: 'sign-in',
    title: 'Connexion',
    status: given.problem === null ? 200 : given.problem === 'too-many' ? 429 : 403,
    view: { ...given, oidcLabel: desk.settings.oidc?.label ?? null },
  };
}

const showSignIn: Page = {
  method: 'GET',
  url: '/connexion',
  who: 'anyone',
  answer({ desk, query, signedIn }) {
    const returnTo = safeReturn(query.text('vers'));
    if (signedIn !== null) return { kind: 'redirect', to: returnTo };
    const problem = query.text('echec');
    return signInPage(
      { desk },
      {
        login: '',
        returnTo,
        problem: problem === 'oidc-failed' || problem === 'oidc-refused' ? problem : null,
      },
    );
  },
};

/** The same answer, in the same time, for a login that does not exist and for a wrong password. */
const signIn: Page = {
  method: 'POST',
  url: '/connexion',
  who: 'anyone',
  async answer({ desk, form, now, request }) {
    const login = form.text('identifiant').toLowerCase().slice(0, 200);
    const returnTo = safeReturn(form.text('vers'));
    const subjects = [`login:${login}`, `address:${request.ip}`];
    if (await mustWait(desk.db, subjects, now))
      return signInPage({ desk }, { login, returnTo, problem: 'too-many' });

    const agent = await findAgent(desk.db, { login });
    const isRight = await isRightPassword(form.texts('motdepasse')[0] ?? '', agent?.passwordHash ?? null);
    if (!isRight || agent === null || agent.isDisabled) {
      await noteSignInFailure(desk.db, subjects, now);
      desk.log.warn('sign-in refused', { agentId: agent?.id ?? null });
      return signInPage({ desk }, { login, returnTo, problem: 'wrong' });
    }
    await forgetSignInFailures(desk.db, [`login:${login}`]);
    return enter({ desk, now }, agent.id, returnTo);
  },
};

async function mustWait(db: Asked['desk']['db'], subjects: readonly string[], now: Date): Promise<boolean> {
  const failures = await loadSignInFailures(db, subjects);
  /* An office shares one address: it is given ten times the tries of a login. */
  return failures.some(({ subject, failures: count, lastFailureAt }) => {
    const counted = subject.startsWith('address:') ? Math.floor(count / 10) : count;
    return now.getTime() < lastFailureAt.getTime() + waitAfterFailures(counted);
  });
}

/** Always a new session: one that somebody planted before signing in opens nothing. */
export async function enter(
  { desk, now }: Pick<Asked, 'desk' | 'now'>,
  agentId: string,
  to: string,
): Promise<Answer> {
  const session = await openSession(desk.db, agentId, now, desk.settings.sessions);
  desk.log.info('agent signed in', { agentId });
  return { kind: 'redirect', to, cookie: { name: SESSION_COOKIE, value: session } };
}

const signOut: Page = {
  method: 'POST',
  url: '/deconnexion',
  who: 'reader',
  async answer({ desk, signedIn }) {
    await closeSession(desk.db, signedIn!.session);
    return { kind: 'redirect', to: '/connexion', cookie: { name: SESSION_COOKIE, value: null } };
  },
};

export const signInPages: Page[] = [showSignIn, signIn, signOut];
