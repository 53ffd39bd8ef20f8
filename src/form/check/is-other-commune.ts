import { communeByInsee, findCommune } from '../../registry/find-commune.js';

/** True when a text names one commune of the Métropole, and not the one of the form. */
export function isOtherCommune(place: string, insee: string | null): boolean {
  if (insee === null) return false;
  const match = findCommune(place);
  return match.kind === 'one' && match.commune.insee !== (communeByInsee(insee)?.insee ?? insee);
}

/** « Mairie de Feyzin – formulaire d’inscription » at the head of a form of Bron. */
export function headsOtherCommune(text: string, insee: string | null): boolean {
  const place =
    /^\s*(?:mairie|ville|commune|h[ôo]tel de ville) (?:de |d['’]|du |des )(\p{Lu}[^,:@\d–—|]{2,40}?)\s*(?:$|\s[–—|-]\s)/iu.exec(
      text,
    )?.[1];
  return place !== undefined && isOtherCommune(place, insee);
}
