/** The part of the directory that matters to us: the public primary schools of the country. */
const PUBLIC_SCHOOLS = 'type_etablissement="Ecole" and statut_public_prive="Public"';

const DATASET = /^\/api\/explore\/v2\.[01]\/catalog\/datasets\/[^/]+\/?$/;

/**
 * The address to download. A data set of an Explore API (`…/api/explore/v2.1/catalog/datasets/fr-en-annuaire-education`)
 * becomes its CSV export, which has no limit of rows; any other address is taken as it is.
 */
export function directoryAddress(given: URL): URL {
  if (!DATASET.test(given.pathname)) return given;
  const address = new URL(given);
  address.pathname = `${given.pathname.replace(/\/$/, '')}/exports/csv`;
  const query = { where: PUBLIC_SCHOOLS, limit: '-1', delimiter: ';', use_labels: 'false' };
  for (const [name, value] of Object.entries(query)) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, value);
  }
  return address;
}
