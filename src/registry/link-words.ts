/** Words that people add or drop freely inside the name of a commune or a school. */
export const linkWords = new Set('AU AUX D DE DES DU EN ET L LA LE LES SUR'.split(' '));
