/** The version of the rules of reading, kept with every reading. Raise it when the same form would be read otherwise. */
export const rulesVersion = '2026-11-29.20';
