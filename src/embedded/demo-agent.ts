import { randomInt } from 'node:crypto';
import type { Database } from '../store/database.js';
import { addAgent } from '../store/desk/agents.js';
import { hashPassword } from '../web/login/password.js';

const words = 'cahier trousse tableau craie gomme cartable feutre carnet regle compas atlas globe'.split(' ');

/** An account for whoever runs the demo: a new password each time, fit to be typed. */
export async function addDemoAgent(db: Database): Promise<{ login: string; password: string }> {
  const password =
    Array.from({ length: 4 }, () => words[randomInt(words.length)]).join('-') + randomInt(10, 100);
  const login = 'demo';
  await addAgent(db, {
    login,
    name: 'Camille Démo',
    role: 'supervisor',
    passwordHash: await hashPassword(password),
  });
  return { login, password };
}
