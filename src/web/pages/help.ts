import type { Page } from '../server/page.js';

function words(url: string, template: string, title: string): Page {
  return { method: 'GET', url, who: 'anyone', answer: () => ({ kind: 'page', template, title, view: {} }) };
}

export const helpPages: Page[] = [
  words('/aide', 'help', 'Aide et raccourcis clavier'),
  words('/accessibilite', 'accessibility', 'Déclaration d’accessibilité'),
];
