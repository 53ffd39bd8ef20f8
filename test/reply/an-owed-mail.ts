import type { OwedMail } from '../../src/reply/owed-mail.js';

/** A reply ready to leave; a test shows only what matters. */
export function anOwedMail(about: Partial<OwedMail> = {}): OwedMail {
  return {
    replyId: '0193592e-7d10-7c2e-9a51-6d1f6f0b1c2d',
    messageId: '<LC-2026-00042.corrections.0193592e-7d10-7c2e-9a51-6d1f6f0b1c2d@laclasse.com>',
    to: 'mairie@corbas.fr',
    subject: 'LC-2026-00042 – Formulaire reçu : 4 points à corriger',
    text: 'Bonjour,\n\nVotre formulaire est bien arrivé.\n',
    html: '<!DOCTYPE html><html lang="fr"><head><title>Été</title></head><body><p>Bonjour</p></body></html>',
    inReplyTo: '<abc@corbas.fr>',
    references: ['<first@corbas.fr>', '<abc@corbas.fr>'],
    attachments: [],
    returnPath: 'support+retour-0193592e-7d10-7c2e-9a51-6d1f6f0b1c2d@laclasse.com',
    ...about,
  };
}
