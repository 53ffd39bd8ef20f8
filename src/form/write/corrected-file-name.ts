const ENDING = ' - à corriger';
const LONGEST = 80;

/** `../../liste écoles.XLS` comes back as `liste écoles - à corriger.xlsx`: no path, no control, no trick of direction. */
export function correctedFileName(name: string, format: 'xlsx' | 'ods'): string {
  const last = name.split(/[/\\]/).pop()!;
  const bare = last
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const start = bare.endsWith(ENDING) ? bare.slice(0, -ENDING.length) : bare;
  return `${[...start].slice(0, LONGEST).join('').trim() || 'formulaire'}${ENDING}.${format}`;
}
