/** The package has no types: holidays by their French name. */
declare module '@socialgouv/jours-feries' {
  function getJoursFeries(year: number, options?: { alsace: boolean }): Record<string, Date>;
  export = getJoursFeries;
}
