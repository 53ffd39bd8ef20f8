/** A commune of the Métropole de Lyon, as the Code officiel géographique knows it. */
export type Commune = {
  /** INSEE code, five characters, e.g. `69273`. Lyon is `69123`; its arrondissements 69381…69389 belong to it. */
  insee: string;
  /** Official name, e.g. `Champagne-au-Mont-d'Or`. */
  name: string;
  siren: string;
  postCodes: readonly string[];
  /** Names the commune had or its delegated communes have (`Oullins`, `Grigny`). */
  formerNames: readonly string[];
  /** INSEE codes that now mean this commune, arrondissements included. */
  formerInsee: readonly string[];
};

/** What a commune's name, as typed, may mean. Ambiguity is an answer, never a guess. */
export type CommuneMatch =
  | { kind: 'one'; commune: Commune }
  | { kind: 'ambiguous'; candidates: readonly Commune[] }
  | { kind: 'none'; nearest: Commune | null };
