import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { communes } from '../../src/registry/data/communes.js';
import { communeByInsee, findCommune } from '../../src/registry/find-commune.js';

test('the Métropole has 58 communes', () => {
  expect(communes).toHaveLength(58);
});

test.each(communes.map(({ name, insee }) => [name, insee]))(
  '%s is found by its official name',
  (name, insee) => {
    expect(findCommune(name)).toMatchObject({ kind: 'one', commune: { insee } });
  },
);

test.each([
  ['Corbas', 'Corbas'],
  ['CORBAS', 'Corbas'],
  ['corbas', 'Corbas'],
  ['Commune de Corbas', 'Corbas'],
  ['La commune de Corbas', 'Corbas'],
  ['Mairie de Corbas', 'Corbas'],
  ['Le maire de Corbas', 'Corbas'],
  ['Nom de la commune : Corbas', 'Corbas'],
  ['Hôtel de ville de Bron', 'Bron'],
  ['Ville d’Oullins-Pierre-Bénite', 'Oullins-Pierre-Bénite'],
  ["Commune d'Irigny", 'Irigny'],
  ['69960 Corbas', 'Corbas'],
  ['69 960 CORBAS', 'Corbas'],
  ['Corbas 69960', 'Corbas'],
  ['CORBAS (69960)', 'Corbas'],
  ['Corbas (69)', 'Corbas'],
  ['Corbas 69', 'Corbas'],
  ['Corbas (Rhône)', 'Corbas'],
  ['Corbas, Métropole de Lyon', 'Corbas'],
  ['Ville de Corbas - Service scolaire', 'Corbas'],
  ['Ville de Corbas service éducation', 'Corbas'],
  ['Place Charles Jocteur, 69960 Corbas', 'Corbas'],
  ['69960', 'Corbas'],
  ['69273', 'Corbas'],
  ['Villeurbanne (69)', 'Villeurbanne'],
  ['69601 Villeurbanne Cedex', 'Villeurbanne'],
  ['69205 Lyon cedex 01', 'Lyon'],
  ['BP 37 - 69631 Vénissieux Cedex', 'Vénissieux'],
  ['venissieux', 'Vénissieux'],
  ['De\u0301cines', 'Décines-Charpieu'],
  ['Décines - Charpieu', 'Décines-Charpieu'],
  ['Vaulx', 'Vaulx-en-Velin'],
  ['Vaulx en Velin', 'Vaulx-en-Velin'],
  ['VAULX EN VELIN CEDEX', 'Vaulx-en-Velin'],
  ['Caluire', 'Caluire-et-Cuire'],
  ['Caluire & Cuire', 'Caluire-et-Cuire'],
  ['Sainte-Foy', 'Sainte-Foy-lès-Lyon'],
  ['Ste Foy les Lyon', 'Sainte-Foy-lès-Lyon'],
  ['Tassin', 'Tassin-la-Demi-Lune'],
  ['La Demi-Lune', 'Tassin-la-Demi-Lune'],
  ['Rillieux', 'Rillieux-la-Pape'],
  ['St Cyr', "Saint-Cyr-au-Mont-d'Or"],
  ['St-Cyr au Mt d’Or', "Saint-Cyr-au-Mont-d'Or"],
  ['St. Cyr Mont d’Or', "Saint-Cyr-au-Mont-d'Or"],
  ['SAINT DIDIER AU MONT DOR', "Saint-Didier-au-Mont-d'Or"],
  ['St Didier', "Saint-Didier-au-Mont-d'Or"],
  ['St Priest', 'Saint-Priest'],
  ['Saint-Germain', "Saint-Germain-au-Mont-d'Or"],
  ['Saint-Romain', "Saint-Romain-au-Mont-d'Or"],
  ['Champagne', "Champagne-au-Mont-d'Or"],
  ['Charbonnières', 'Charbonnières-les-Bains'],
  ['Collonges', "Collonges-au-Mont-d'Or"],
  ['Couzon', "Couzon-au-Mont-d'Or"],
  ['Neuville s/Saône', 'Neuville-sur-Saône'],
  ['Neuville S/ Saone', 'Neuville-sur-Saône'],
  ['Neuville s Saône', 'Neuville-sur-Saône'],
  ['Fontaines s/ Saône', 'Fontaines-sur-Saône'],
  ['Marcy l’Etoile', "Marcy-l'Étoile"],
  ['MARCY LETOILE', "Marcy-l'Étoile"],
  ['Mulatière (La)', 'La Mulatière'],
  ['Tour de Salvagny', 'La Tour-de-Salvagny'],
  ['St Genis Laval', 'Saint-Genis-Laval'],
  ['St-Genis-les-Ollières', 'Saint-Genis-les-Ollières'],
  ['Saint-Genis 69230', 'Saint-Genis-Laval'],
  ['Saint Genis (69290)', 'Saint-Genis-les-Ollières'],
  ['Sathonay Camp', 'Sathonay-Camp'],
  ['Oullins', 'Oullins-Pierre-Bénite'],
  ['Ville de Pierre Bénite', 'Oullins-Pierre-Bénite'],
  ['69310 Pierre-Bénite', 'Oullins-Pierre-Bénite'],
  ['Oullins / Pierre-Bénite', 'Oullins-Pierre-Bénite'],
  ['Oullins - Pierre-Bénite', 'Oullins-Pierre-Bénite'],
  ['commune déléguée de Pierre-Bénite', 'Oullins-Pierre-Bénite'],
  ['Grigny', 'Grigny-sur-Rhône'],
  ['Grigny s/ Rhône', 'Grigny-sur-Rhône'],
  ['Lyon 3e', 'Lyon'],
  ['Lyon 1er', 'Lyon'],
  ['Lyon 03', 'Lyon'],
  ['LYON 3EME ARRONDISSEMENT', 'Lyon'],
  ['Lyon 3ème arr.', 'Lyon'],
  ['Mairie du 3e arrondissement de Lyon', 'Lyon'],
  ['69003 LYON', 'Lyon'],
  ['69003', 'Lyon'],
  ['69383', 'Lyon'],
  ['Fontaine sur Saone 69270', 'Fontaines-sur-Saône'],
  ['69140 Rilleux la Pape', 'Rillieux-la-Pape'],
])('« %s » is %s', (text, name) => {
  expect(findCommune(text)).toMatchObject({ kind: 'one', commune: { name } });
});

test.each([
  ['Saint-Genis', ['Saint-Genis-Laval', 'Saint-Genis-les-Ollières']],
  ['St Genis', ['Saint-Genis-Laval', 'Saint-Genis-les-Ollières']],
  ['Mairie de Fontaines', ['Fontaines-Saint-Martin', 'Fontaines-sur-Saône']],
  ['Fontaines 69270', ['Fontaines-Saint-Martin', 'Fontaines-sur-Saône']],
  ['Sathonay', ['Sathonay-Camp', 'Sathonay-Village']],
  ['Sathonay 69580', ['Sathonay-Camp', 'Sathonay-Village']],
  ['69580', ['Sathonay-Camp', 'Sathonay-Village']],
  ['69330', ['Jonage', 'Meyzieu']],
  ['Corbas, Bron', ['Bron', 'Corbas']],
  ['Corbas (69500)', ['Bron', 'Corbas']],
])('« %s » may be several communes, and nobody chooses', (text, names) => {
  const match = findCommune(text);
  expect(match.kind).toBe('ambiguous');
  expect(match.kind === 'ambiguous' && match.candidates.map(({ name }) => name).sort()).toEqual(names);
});

test.each([
  ['Corbass', 'Corbas'],
  ['Villeurbane', 'Villeurbanne'],
  ['Vénisieux', 'Vénissieux'],
  ['Oulins', 'Oullins-Pierre-Bénite'],
  ['Charly 02310', 'Charly'],
  ['Saint-Germain 69210', "Saint-Germain-au-Mont-d'Or"],
])('« %s » is not accepted, and %s is offered', (text, name) => {
  expect(findCommune(text)).toMatchObject({ kind: 'none', nearest: { name } });
});

test.each([
  '',
  '   ',
  'Métropole de Lyon',
  'Grand Lyon',
  'Lyon 12e',
  'Lyon Métropole',
  'Mairie',
  'Saint',
  'La Tour',
  'Genas',
  'Brignais 69530',
  '69530',
  'Saint-Cyr-sur-le-Rhône',
  'Saint-Priest-en-Jarez',
  'Saint-Germain-Nuelles',
  'Grigny (91)',
  'École de la rue de Lyon',
  'Corbas et Bron',
  '=HYPERLINK("http://corbas.example")',
  '0',
])('« %s » is no commune of the Métropole', (text) => {
  expect(findCommune(text).kind).toBe('none');
});

/** In the compiled program: jest's sandbox is slow, and France has 35,000 communes. */
const takenForOurs = () =>
  JSON.parse(execFileSync(process.execPath, [fileURLToPath(script)], { encoding: 'utf8' }));
const script = new URL('support/communes-taken-for-ours.mjs', import.meta.url);

/** Other communes that bear one of our names, or its beginning: only a post code tells them apart. */
const namesakes =
  'Champagne,Champagné,Charbonnières,Charly,Collonges,Couzon,Francheville,Genay,Grigny,La Francheville,La Neuville,Marcy,Neuville,Rochetaillée,Saint-Cyr,Saint-Didier,Saint-Germain,Saint-Priest,Saint-Romain,Sainte-Foy,Vaulx';

test('no other commune of France is taken for ours with its post code; without it, only its namesakes are', () => {
  const { tried, withPostCode, withoutPostCode } = takenForOurs();
  expect(tried).toBeGreaterThan(30_000);
  expect(withPostCode).toEqual([]);
  expect(withoutPostCode).toEqual(namesakes.split(','));
});

test.each([
  ['69273', 'Corbas'],
  ['69387', 'Lyon'],
  ['69152', 'Oullins-Pierre-Bénite'],
  ['38123', 'Corbas'],
])('the INSEE code %s means %s', (code, name) => {
  expect(communeByInsee(code)?.name).toBe(name);
});

test('an INSEE code from elsewhere means nothing here', () => {
  expect(communeByInsee('75056')).toBeUndefined();
});
