import { dayInFrench } from './french-dates.js';
import type { WrittenReply } from './write-reply.js';

/** One line of the digest: a request, where it stands, what threatens it. Names of communes, never of persons. */
export type DigestLine = {
  reference: string;
  commune: string;
  /** `3 accès à ouvrir`, `décision à prendre`. */
  what: string;
  /** `YYYY-MM-DD`. */
  dueOn: string;
  targetOn: string;
  risk: string | null;
  /** Its page at the desk. */
  href: string;
};

export type DigestGroup = { heading: string; lines: readonly DigestLine[] };

/** Beyond, a group ends with a count: the desk shows all. */
const MOST_LINES = 40;

/** Pure: the team's mail of a day, in text and in HTML. `day` is `YYYY-MM-DD`. */
export function writeTeamDigest(
  day: string,
  groups: readonly DigestGroup[],
  { deskUrl, lateCount }: { deskUrl: string; lateCount: number },
): WrittenReply {
  const total = groups.reduce((sum, { lines }) => sum + lines.length, 0);
  const late = lateCount > 0 ? `${lateCount} en retard, ` : '';
  const subject = `Échéances du ${dayInFrench(day)} : ${late}${total} à surveiller`;
  const intro = 'Voici les promesses faites aux communes qui demandent votre attention aujourd’hui.';
  const text = [
    intro,
    ...groups.map(
      ({ heading, lines }) =>
        `${heading} (${lines.length})\n${lines.slice(0, MOST_LINES).map(lineAsText).join('\n')}${more(lines)}`,
    ),
    `Toutes les échéances : ${deskUrl}`,
  ].join('\n\n');
  const html = [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>',
    escaped(subject),
    '</title></head><body style="font-family:sans-serif;max-width:44em;margin:0 auto;padding:1em">',
    `<p>${escaped(intro)}</p>`,
    ...groups.map(
      ({ heading, lines }) =>
        `<h2 style="font-size:1.1em">${escaped(heading)} (${lines.length})</h2><ul>${lines
          .slice(0, MOST_LINES)
          .map(lineAsHtml)
          .join('')}</ul>${escaped(more(lines))}`,
    ),
    `<p><a href="${escaped(deskUrl)}">Toutes les échéances</a></p></body></html>`,
  ].join('');
  return { subject, text: `${text}\n`, html };
}

function more(lines: readonly DigestLine[]): string {
  return lines.length > MOST_LINES ? `\n… et ${lines.length - MOST_LINES} autres.` : '';
}

function told({ commune, what, dueOn, targetOn, risk }: DigestLine): string {
  const target = targetOn === dueOn ? '' : `, visé le ${dayInFrench(targetOn)}`;
  return `${commune} : ${what}, dû le ${dayInFrench(dueOn)}${target}.${risk === null ? '' : ` ${risk}`}`;
}

function lineAsText(line: DigestLine): string {
  return `- ${line.reference} – ${told(line)}\n  ${line.href}`;
}

function lineAsHtml(line: DigestLine): string {
  return `<li><a href="${escaped(line.href)}">${escaped(line.reference)}</a> – ${escaped(told(line))}</li>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
