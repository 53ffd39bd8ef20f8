import { dayInFrench } from './french-dates.js';
import { plural } from './plural.js';
import { waitingInFrench } from './renewal-waiting.js';
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

/** A campaign of renewal that is late, threatened, or where an agent must decide for a commune. */
export type DigestRenewal = {
  /** `2027-2028`. */
  label: string;
  level: 'blocked' | 'at-risk' | 'late';
  /** `YYYY-MM-DD`, the last day to have everything applied. */
  applyBy: string;
  waiting: Parameters<typeof waitingInFrench>[0];
  /** Its page at the desk. */
  href: string;
};

/** Beyond, a group ends with a count: the desk shows all. */
const MOST_LINES = 40;

/** Pure: the team's mail of a day, in text and in HTML. `day` is `YYYY-MM-DD`. */
export function writeTeamDigest(
  day: string,
  { groups, renewals }: { groups: readonly DigestGroup[]; renewals: readonly DigestRenewal[] },
  { deskUrl, lateCount }: { deskUrl: string; lateCount: number },
): WrittenReply {
  const subject = `Échéances du ${dayInFrench(day)}\u00a0: ${subjectOf(groups, renewals, lateCount)}`;
  const intro = 'Voici ce qui demande votre attention aujourd’hui.';
  const text = [
    intro,
    ...renewals.map((one) => `${renewalHeading(one)}\n${renewalTold(one)}\n${one.href}`),
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
    ...renewals.map(
      (one) =>
        `<h2 style="font-size:1.1em"><a href="${escaped(one.href)}">${escaped(renewalHeading(one))}</a></h2><p>${escaped(renewalTold(one))}</p>`,
    ),
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

function subjectOf(
  groups: readonly DigestGroup[],
  renewals: readonly DigestRenewal[],
  lateCount: number,
): string {
  const total = groups.reduce((sum, { lines }) => sum + lines.length, 0);
  const parts = [
    ...renewals.map((one) =>
      one.level === 'blocked'
        ? `${blockedWords(one)} dans la reconduction`
        : `reconduction ${levelWords[one.level]}`,
    ),
    lateCount > 0 && plural(lateCount, 'promesse en retard', 'promesses en retard'),
    total > 0 && `${total} à surveiller`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

const levelWords = {
  late: 'en retard',
  'at-risk': 'à risque',
};

function blockedWords({ waiting: { blocked } }: DigestRenewal): string {
  return plural(blocked, 'commune bloquée', 'communes bloquées');
}

function renewalHeading(one: DigestRenewal): string {
  return `Reconduction ${one.label}\u00a0: ${one.level === 'blocked' ? blockedWords(one) : levelWords[one.level]}`;
}

function renewalTold({ level, applyBy, waiting }: DigestRenewal): string {
  const day = dayInFrench(applyBy);
  if (level === 'blocked') {
    return waiting.blocked < 2
      ? `Son silence ne suffit pas à reconduire sa liste\u00a0: elle attend votre décision, à appliquer le ${day} au plus tard.`
      : `Leur silence ne suffit pas à reconduire leur liste\u00a0: elles attendent votre décision, à appliquer le ${day} au plus tard.`;
  }
  const must = level === 'late' ? 'devait être' : 'doit être';
  return `Il reste ${waitingInFrench(waiting)}. Tout ${must} appliqué le ${day} au plus tard.`;
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
