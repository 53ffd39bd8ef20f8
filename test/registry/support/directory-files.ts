import { keyLetter } from '../../../src/registry/uai.js';

/** The header of July 2026 (71 columns), and the part of the 2023 one that differs. */
export const columns2026 =
  'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;Adresse_2;Adresse_3;Code_postal;Code_commune;Nom_commune;Code_departement;Code_academie;Code_region;Ecole_maternelle;Ecole_elementaire;Voie_generale;Voie_technologique;Voie_professionnelle;Telephone;Fax;Web;Mail;Restauration;Hebergement;ULIS;Apprentissage;Segpa;Section_arts;Section_cinema;Section_theatre;Section_sport;Section_internationale;Section_europeenne;Lycee_Agricole;Lycee_militaire;Lycee_des_metiers;Post_BAC;Appartenance_Education_Prioritaire;GRETA;SIREN_SIRET;Fiche_onisep;position;Type_contrat_prive;Libelle_departement;Libelle_academie;Libelle_region;coordX_origine;coordY_origine;epsg_origine;nom_circonscription;latitude;longitude;precision_localisation;date_ouverture;date_maj_ligne;etat;ministere_tutelle;multi_uai;rpi_concentre;rpi_disperse;code_nature;libelle_nature;Code_type_contrat_prive;PIAL;etablissement_mere;type_rattachement_etablissement_mere;code_circonscription;code_zone_animation_pedagogique;libelle_zone_animation_pedagogique;code_bassin_formation;libelle_bassin_formation'.split(
    ';',
  );

export const columns2023 = columns2026
  .map(
    (column) =>
      ({ Code_postal: 'Code postal', coordX_origine: 'coordonnee_X', coordY_origine: 'coordonnee_Y' })[
        column
      ] ?? column,
  )
  .filter((column) => !/multi_uai|circonscription|zone_animation|bassin|rattachement/.test(column))
  .concat('Nombre_d_eleves', 'etablissement_multi_lignes');

export type Line = Partial<Record<(typeof columns2026)[number], string>>;

/** A public school of Corbas, unless said otherwise. */
export function aLine(line: Line = {}): Line {
  return {
    Identifiant_de_l_etablissement: '0693027R',
    Nom_etablissement: 'Ecole primaire Jean Jaurès',
    Type_etablissement: 'Ecole',
    Statut_public_prive: 'Public',
    Code_postal: '69960',
    Code_commune: '69273',
    Nom_commune: 'Corbas',
    Ecole_maternelle: '1',
    Ecole_elementaire: '1',
    etat: 'OUVERT',
    code_nature: '151',
    ...line,
  };
}

/** The file the ministry would give: BOM, `;`, and a name quoted when it must be. */
export function aDirectoryFile(lines: readonly Line[], columns: readonly string[] = columns2026): string {
  const write = (value: string) => (/[;"\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const rows = lines.map((line) =>
    columns.map((column) => write(line[column.replace('Code postal', 'Code_postal')] ?? '')),
  );
  return `\ufeff${[columns, ...rows].map((row) => row.join(';')).join('\r\n')}\r\n`;
}

/** As many lines as the whole country, in communes of 500 schools, with long addresses as in the real file. */
export async function* aNationalFile(schools: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(aDirectoryFile([aLine()]));
  const levels = ['maternelle', 'élémentaire', 'primaire'];
  const firstNames =
    'Jean Jules Louise Marie Paul Anatole Pablo Simone Victor Albert Georges Claude Henri Lucie'.split(' ');
  const surnames =
    'Moulin Ferry Michel Curie Langevin France Neruda Veil Hugo Camus Brassens Monet Wallon Aubrac Zay Prévert Éluard Verne Rostand Pagnol Gagarine Blum Vilar Guesde Lurçat Macé Pasteur Jaurès Bert Péri'.split(
      ' ',
    );
  for (let start = 0; start < schools; start += 500) {
    const lines = Array.from({ length: 500 }, (_, place) => {
      const digits = String(100_000 + start + place).padStart(7, '0');
      return aLine({
        Identifiant_de_l_etablissement: digits + keyLetter(digits),
        Nom_etablissement: `Ecole ${levels[place % 3]} ${firstNames[place % 14]} ${surnames[(place * 7 + start) % 30]}`,
        Ecole_maternelle: place % 3 === 1 ? '0' : '1',
        Ecole_elementaire: place % 3 === 0 ? '0' : '1',
        Code_commune: start === 0 ? '69123' : String(10_000 + start / 500),
        Adresse_1: `${place} avenue du Général de Gaulle, bâtiment "A"; porte ${place}`,
        position: '45.667, 4.902',
        libelle_nature: 'ECOLE DE NIVEAU ELEMENTAIRE',
      });
    });
    yield Buffer.from(aDirectoryFile(lines).split('\r\n').slice(1).join('\r\n'));
  }
}
