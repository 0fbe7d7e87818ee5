"""The words of job titles that endings alone don't explain."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Kept in capitals when a shouted title is brought down.
ACRONYMS = _set(
    "ADS ADV AES AESH AMP APS AS ASH ATSEM AVS BAC BAFA BAFD BE BEP BIM BNSSA BPJEPS BT BTP BTS CACES CAO CAP CDD "
    "CDDI CDI CFA CHU CNC CRM CSE CVC CVCD DAF DAO DEAES DEAS DEAVS DEJEPS DRH DUT EHPAD EJE ERP ESAT ESF GEIQ GMS "
    "HLM HSE HT HTA HVAC IAE IDE IDEL IFSI IME IRVE ISP ITE ITEP ITV IT MAG MAS MECS MIG MOA MOE PAO PHP PL PLC PMR "
    "PVC QHSE QSE RH SAP SAV SEO SPA SPL SQL SSIAD SSIAP TCE TIG TP TTMI UI UX VDI VIP VL VRD VRP VTC VUL"
)

#: Accents and ligatures that capitals and old keyboards lose; only words that can be nothing else.
ACCENTS = {
    "alesage": "alésage",
    "amenagement": "aménagement",
    "amenagements": "aménagements",
    "batiment": "bâtiment",
    "batiments": "bâtiments",
    "boulangere": "boulangère",
    "bucheron": "bûcheron",
    "caissiere": "caissière",
    "cheque": "chèque",
    "collectivite": "collectivité",
    "comptabilite": "comptabilité",
    "conseillere": "conseillère",
    "creation": "création",
    "creche": "crèche",
    "cuisiniere": "cuisinière",
    "debutant": "débutant",
    "decoration": "décoration",
    "delegue": "délégué",
    "depannage": "dépannage",
    "developpeur": "développeur",
    "developpement": "développement",
    "educateur": "éducateur",
    "educatrice": "éducatrice",
    "electricien": "électricien",
    "electricienne": "électricienne",
    "electricite": "électricité",
    "electrique": "électrique",
    "electronique": "électronique",
    "electromecanicien": "électromécanicien",
    "elagueur": "élagueur",
    "employe": "employé",
    "employee": "employée",
    "energie": "énergie",
    "equipe": "équipe",
    "equipes": "équipes",
    "equipier": "équipier",
    "equipiere": "équipière",
    "etancheur": "étancheur",
    "etude": "étude",
    "etudes": "études",
    "experimente": "expérimenté",
    "experimentee": "expérimentée",
    "gerant": "gérant",
    "gerante": "gérante",
    "hotel": "hôtel",
    "hotelier": "hôtelier",
    "hotellerie": "hôtellerie",
    "hotesse": "hôtesse",
    "infirmiere": "infirmière",
    "ingenieur": "ingénieur",
    "ingenieure": "ingénieure",
    "interim": "intérim",
    "macon": "maçon",
    "maconne": "maçonne",
    "maconnerie": "maçonnerie",
    "manoeuvre": "manœuvre",
    "marechal": "maréchal",
    "mecanicien": "mécanicien",
    "mecanicienne": "mécanicienne",
    "mecanique": "mécanique",
    "medecin": "médecin",
    "medical": "médical",
    "medicale": "médicale",
    "menage": "ménage",
    "menagere": "ménagère",
    "metal": "métal",
    "metallerie": "métallerie",
    "metallier": "métallier",
    "metallique": "métallique",
    "metier": "métier",
    "metreur": "métreur",
    "oeuvre": "œuvre",
    "operateur": "opérateur",
    "operatrice": "opératrice",
    "oriente": "orienté",
    "ouvriere": "ouvrière",
    "patissier": "pâtissier",
    "patissiere": "pâtissière",
    "patisserie": "pâtisserie",
    "paysagere": "paysagère",
    "platrerie": "plâtrerie",
    "platrier": "plâtrier",
    "platriere": "plâtrière",
    "preparateur": "préparateur",
    "preparatrice": "préparatrice",
    "prevention": "prévention",
    "qualifie": "qualifié",
    "qualifiee": "qualifiée",
    "receptionniste": "réceptionniste",
    "reception": "réception",
    "renovation": "rénovation",
    "reseau": "réseau",
    "reseaux": "réseaux",
    "salarie": "salarié",
    "sante": "santé",
    "secretaire": "secrétaire",
    "securite": "sécurité",
    "specialise": "spécialisé",
    "specialisee": "spécialisée",
    "specialite": "spécialité",
    "technicite": "technicité",
    "telephonique": "téléphonique",
    "theatre": "théâtre",
    "vehicule": "véhicule",
    "vehicules": "véhicules",
    "veterinaire": "vétérinaire",
}

#: Persons named in the masculine that no ending below tells (their feminine exists).
MASCULINE = _set(
    "apprenti avocat barman bûcheron champion chef commercial commis compagnon consul cuistot forgeron garçon "
    "homme maçon magistrat maréchal marin marmiton moniteur patron pâtre professionnel second sommelier steward "
    "valet vendangeur vigneron"
)
#: And in the feminine.
FEMININE = _set(
    "apprentie avocate barmaid bûcheronne championne cheffe commerciale commise couturière dame femme forgeronne "
    "hôtesse maçonne magistrate nourrice professionnelle seconde serveuse vigneronne"
)
MASCULINE_ENDINGS = ("eur", "er", "ien", "ant", "ent", "é", "ard", "and", "eux", "man")
FEMININE_ENDINGS = ("euse", "eure", "trice", "ière", "ère", "ienne", "ante", "ente", "ée", "esse", "onne")

#: Words with such an ending that name no gender: things, and persons said alike.
NEITHER = _set(
    "abonnement atelier bar bien bâtiment cabinet carrière chantier chauffage chœur community cœur courrier designer "
    "dispatcher entrée entretien extérieur filière frontière futur hiver hôtellerie intérieur jeunesse journée "
    "leader logement lycée lumière maintien manager matière matinée ministère mobilier immobilier nuit papier "
    "quartier reporter restaurant scooter secteur soirée soutien supporter tourisme trader trésorerie urgent "
    "valeur vente webdesigner worker"
)
NEITHER_ENDINGS = ("ment", "té", "ité", "tion")

#: Adjectives that gender a person said alike («Secrétaire confirmée»).
ADJECTIVES = frozenset(
    f"{stem}{ending}"
    for stem in _set(
        "adjoint assistant breveté certifié commercial confirmé diplômé débutant expérimenté habilité indépendant "
        "itinérant permanent polyvalent principal qualifié remplaçant spécialisé"
    )
    for ending in ("", "e")
) | {"administratif", "administrative", "sportif", "sportive", "saisonnier", "saisonnière"}
