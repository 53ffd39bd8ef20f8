import type { TimelinePoint } from '../../../registry/convention-timeline.js';
import { longDay } from '../../view/short-dates.js';
import { pointNames } from './convention-words.js';

/** Renewals beyond these are told in one point: the picture stays readable after twenty years. */
const LAST_RENEWALS = 2;
const STEP = 104;
const MARGIN = 52;
const MIDDLE = 34;

const shortDate = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/**
 * Pure: a line of time as a picture (points at even steps, not to scale) and as the table of the same points. What is to
 * come is hollow, and beyond `today` on the line.
 */
export function lifelineView(points: readonly TimelinePoint[]) {
  const renewed = points.filter(({ kind }) => kind === 'renewed');
  const hidden = new Set(renewed.slice(0, Math.max(0, renewed.length - LAST_RENEWALS)));
  const shown = points.filter((point) => !hidden.has(point));
  const dots = shown.map(({ kind, on, isPast }, index) => ({
    number: index + 1,
    x: MARGIN + index * STEP,
    isPast,
    tone: toneOf[kind],
    date: shortDate.format(new Date(`${on}T00:00:00Z`)),
    label: shortNames[kind],
  }));
  const lastPast = dots.findLast(({ isPast }) => isPast);
  const endX = dots.at(-1)?.x ?? MARGIN;
  return {
    width: endX + MARGIN,
    middle: MIDDLE,
    from: MARGIN,
    until: endX,
    todayX:
      lastPast === undefined ? MARGIN : Math.min(endX, lastPast.x + (lastPast.x === endX ? 0 : STEP / 2)),
    dots,
    hiddenRenewals: hidden.size,
    rows: points.map(({ kind, on, isPast }) => ({
      number: dots[shown.findIndex((point) => point.kind === kind && point.on.equals(on))]?.number ?? null,
      what: pointNames[kind],
      on: longDay(on.toString()),
      when: isPast ? 'passé' : 'à venir',
      isPast,
    })),
  };
}

const shortNames: Record<TimelinePoint['kind'], string> = {
  signed: 'Signature',
  notified: 'Notification',
  renewed: 'Renouvelée',
  denounced: 'Dénonciation',
  'last-day': 'Dernier préavis',
  anniversary: 'Anniversaire',
  end: 'Dernier jour',
  closing: 'Accès retirés',
};

const toneOf: Record<TimelinePoint['kind'], string> = {
  signed: '',
  notified: '',
  renewed: '',
  denounced: 'warn',
  'last-day': 'warn',
  anniversary: '',
  end: 'bad',
  closing: 'bad',
};
