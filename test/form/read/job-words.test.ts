import { holdsJob, isTitle, looksLikeJob } from '../../../src/form/read/job-words.js';

const jobs = [
  'Directrice',
  'Directeur adjoint',
  'la directrice',
  'Professeure des écoles',
  'Secrétaire générale de mairie',
  'Adjointe à l’éducation',
  'DGS',
  'Chef de service',
  'Assistante administrative',
  'Référent numérique',
];

test.each(jobs)('« %s » is what somebody does', (text) => expect(looksLikeJob(text)).toBe(true));

test.each(['Sophie LAMBERT', 'École de la Direction', 'Maires et Cie', 'Chefdeville', 'Technique'])(
  '« %s » is not',
  (text) => expect(looksLikeJob(text)).toBe(false),
);

test.each(['NGUYEN Directeur', 'Secrétaire Claire DURAND', 'LAMBERT Sophie responsable', 'DSI Karim BENALI'])(
  'the name « %s » holds a job',
  (text) => expect(holdsJob(text)).toBe(true),
);

test.each(['Sylvie MAIRE', 'Alain Chef', 'Luc AGENT', 'Paul DIRECTEURS', 'Anne-Marie LEMAIRE'])(
  'the name « %s » holds none',
  (text) => expect(holdsJob(text)).toBe(false),
);

test.each([
  'Le Maire',
  'Directrice',
  'Responsable informatique',
  'la directrice de l’école Jean Jaurès',
  'DSI',
])('« %s » is a title alone', (text) => expect(isTitle(text)).toBe(true));

test.each(['Maire Sylvie', 'Directrice Sophie LAMBERT', 'Responsable BENALI'])(
  '« %s » is more than a title',
  (text) => expect(isTitle(text)).toBe(false),
);
