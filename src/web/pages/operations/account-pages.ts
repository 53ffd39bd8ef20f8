import { changeAccount, type Managed, openAccount } from '../../../desk/manage-agents.js';
import { hashPassword, SHORTEST_PASSWORD } from '../../login/password.js';
import type { Answer, Page } from '../../server/page.js';
import { isRole } from '../../server/role.js';
import { back, UUID } from './back.js';

function after({ kind }: Managed): Answer {
  switch (kind) {
    case 'done':
      return back('fait');
    case 'taken':
      return back('identifiant-pris');
    case 'oneself':
      return back('soi-meme');
    case 'not-found':
      return { kind: 'missing' };
    case 'forbidden':
      return { kind: 'refused' };
    default:
      return kind satisfies never;
  }
}

const open: Page = {
  method: 'POST',
  url: '/exploitation/agents',
  who: 'supervisor',
  async answer({ desk, form, signedIn }) {
    const [login, name] = [form.text('identifiant').slice(0, 100), form.text('nom').slice(0, 100)];
    const role = form.text('role');
    const password = form.texts('motdepasse')[0] ?? '';
    if (login === '' || name === '' || !isRole(role)) return back('incomplet');
    if (password.length < SHORTEST_PASSWORD) return back('motdepasse-court');
    const passwordHash = await hashPassword(password);
    return after(await openAccount(desk.verbs, signedIn!.agent, { login, name, role, passwordHash }));
  },
};

const change: Page = {
  method: 'POST',
  url: '/exploitation/agents/:id',
  who: 'supervisor',
  async answer({ desk, form, params, signedIn }) {
    const accountId = params['id']!;
    if (!UUID.test(accountId)) return { kind: 'missing' };
    const role = form.text('role');
    const asked = { accountId, role: isRole(role) ? role : null, isDisabled: form.text('acces') === 'non' };
    return after(await changeAccount(desk.verbs, signedIn!.agent, asked));
  },
};

export const accountPages: Page[] = [open, change];
