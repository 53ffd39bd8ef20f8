import type { ProblemCode } from '../problem-codes.js';

export type Refusal = { code: ProblemCode; message: string };

/** Why a document cannot be opened, and what its sender may do about it. */
export const refusals = {
  encrypted: {
    code: 'encrypted',
    message:
      'Le fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis renvoyez-le.',
  },
  broken: {
    code: 'unreadable',
    message:
      'Le fichier est abîmé ou incomplet. Ouvrez-le sur votre poste, enregistrez-le de nouveau, puis renvoyez-le.',
  },
  empty: { code: 'empty', message: 'Le fichier est vide. Vérifiez son contenu, puis renvoyez-le.' },
  tooLarge: {
    code: 'too_large',
    message:
      'Le fichier est trop volumineux ou trop complexe. Gardez seulement le formulaire, sans image, puis renvoyez-le.',
  },
  scan: {
    code: 'scanned',
    message:
      'Ce PDF ne contient que des images (document numérisé). Renvoyez le formulaire au format Excel ou OpenDocument.',
  },
  image: {
    code: 'scanned',
    message:
      'Le fichier est une image (photo ou document numérisé). Renvoyez le formulaire au format Excel ou OpenDocument.',
  },
  iwork: {
    code: 'unsupported',
    message:
      'Le fichier vient de Pages ou de Numbers, que nous ne lisons pas. Exportez-le au format Excel, puis renvoyez-le.',
  },
  doc: {
    code: 'unsupported',
    message:
      'Le fichier est un ancien document Word (.doc), que nous ne lisons pas. Enregistrez-le au format .docx ou Excel, puis renvoyez-le.',
  },
  presentation: {
    code: 'unsupported',
    message: 'Le fichier est une présentation. Renvoyez le formulaire au format Excel ou OpenDocument.',
  },
  zip: {
    code: 'unsupported',
    message: 'Le fichier est une archive. Renvoyez le formulaire lui-même, sans le compresser.',
  },
  unknown: {
    code: 'unsupported',
    message:
      'Ce genre de fichier ne peut pas être lu. Renvoyez le formulaire au format Excel ou OpenDocument.',
  },
  notAForm: {
    code: 'not_a_form',
    message:
      'Ce document n’est pas le formulaire d’inscription à laclasse.com. Remplissez le modèle, puis renvoyez-le.',
  },
} as const satisfies Record<string, Refusal>;
