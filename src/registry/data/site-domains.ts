// Written by scripts/extract-site-domains.mjs: do not edit.
// Data: etalab/noms-de-domaine-organismes-secteur-public, December 2024, Licence Ouverte 2.0.

/** The domains of the communes' web sites, by INSEE code: hints shown to agents, never trust. A site says nothing of who writes. */
export const siteDomains: Readonly<Record<string, readonly string[]>> = {
  "69003": [
    "mairie-albignysursaone.fr"
  ],
  "69029": [
    "ville-bron.fr"
  ],
  "69033": [
    "mairie-caillouxsurfontaines.fr"
  ],
  "69034": [
    "ville-caluire.fr"
  ],
  "69040": [
    "mairie-champagne-mont-dor.fr"
  ],
  "69046": [
    "mairie-charly.fr"
  ],
  "69063": [
    "collongesaumontdor.fr"
  ],
  "69068": [
    "couzonaumontdor.fr"
  ],
  "69069": [
    "mairie-craponne.fr"
  ],
  "69071": [
    "curis.fr"
  ],
  "69072": [
    "dardilly.fr",
    "mairie-dardilly.fr"
  ],
  "69081": [
    "ecully.fr"
  ],
  "69085": [
    "mairie-fleurieusursaone.fr"
  ],
  "69087": [
    "fontaines-saint-martin.fr"
  ],
  "69088": [
    "fontaines-sur-saone.fr"
  ],
  "69089": [
    "mairie-francheville.fr"
  ],
  "69091": [
    "givors.fr"
  ],
  "69096": [
    "mairie-grigny69.fr"
  ],
  "69100": [
    "irigny.fr"
  ],
  "69116": [
    "limonest.fr"
  ],
  "69117": [
    "lissieu.fr"
  ],
  "69123": [
    "lyon.fr"
  ],
  "69127": [
    "marcyletoile.fr"
  ],
  "69142": [
    "lamulatiere.fr"
  ],
  "69143": [
    "mairie-neuvillesursaone.fr"
  ],
  "69149": [
    "oullins.fr",
    "pierrebenite.fr"
  ],
  "69153": [
    "poleymieux.fr"
  ],
  "69163": [
    "quincieux.fr"
  ],
  "69168": [
    "rochetaillee-sur-saone.fr"
  ],
  "69191": [
    "stcyraumontdor.fr"
  ],
  "69194": [
    "mairie-saintdidieraumontdor.fr",
    "saintdidieraumontdor.fr"
  ],
  "69199": [
    "saint-fons.fr"
  ],
  "69202": [
    "saintefoyleslyon.fr"
  ],
  "69204": [
    "saintgenislaval.fr"
  ],
  "69205": [
    "mairie-stgenislesollieres.fr"
  ],
  "69207": [
    "saintgermainaumontdor.org"
  ],
  "69244": [
    "tassinlademilune.fr"
  ],
  "69256": [
    "vaulx-en-velin.net"
  ],
  "69260": [
    "vernaison.fr"
  ],
  "69266": [
    "villeurbanne.fr"
  ],
  "69271": [
    "chassieu.fr"
  ],
  "69275": [
    "decines-charpieu.fr"
  ],
  "69276": [
    "ville-feyzin.fr"
  ],
  "69278": [
    "villedegenay.com"
  ],
  "69279": [
    "mairiedejonage.com"
  ],
  "69282": [
    "meyzieu.fr"
  ],
  "69283": [
    "mions.fr"
  ],
  "69284": [
    "commune-montanay.fr"
  ],
  "69286": [
    "rillieuxlapape.fr"
  ],
  "69290": [
    "mairie-st-priest.fr",
    "ville-saint-priest.fr"
  ],
  "69292": [
    "ville-sathonaycamp.fr"
  ],
  "69293": [
    "sathonay-village.fr"
  ],
  "69296": [
    "mairie-solaize.fr"
  ]
};
