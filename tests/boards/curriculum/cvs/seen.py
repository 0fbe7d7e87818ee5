"""Seven CVs that the rules were written with."""

from boards.curriculum.values import Curriculum
from tests.boards.curriculum.cvs.labelled import Labelled, job, languages, study

SEEN = (
    Labelled(
        "vendeuse",
        """
Marie DUPONT
Vendeuse en boulangerie
24 rue du Marché
59670 Cassel
06 11 22 33 44
marie.dupont@exemple.fr

EXPÉRIENCE PROFESSIONNELLE
2021 – 2024 : Vendeuse – Boulangerie Vanhoutte, Cassel
• Accueil, vente, encaissement
• Mise en rayon
De mars 2019 à juin 2021 : Employée de rayon – Intermarché, Hazebrouck
• Réassort, étiquetage

FORMATION
2018 : CAP Employé de vente spécialisé – CFA d'Hazebrouck
2016 : Brevet des collèges – Collège Robert Le Frison, Cassel

LANGUES
Anglais : scolaire
Flamand : notions

PERMIS
Permis B – véhicule personnel

CENTRES D'INTÉRÊT
Cuisine, danse
""",
        Curriculum(
            name="Marie Dupont",
            email="marie.dupont@exemple.fr",
            phone="+33611223344",
            place="59670 Cassel",
            jobs=(
                job("Vendeuse", "Boulangerie Vanhoutte", "2021-01-01", "2024-12-31"),
                job("Employée de rayon", "Intermarché", "2019-03-01", "2021-06-30"),
            ),
            studies=(
                study("CAP Employé de vente spécialisé", "CFA d'Hazebrouck", "cap", 2018),
                study("Brevet des collèges", "Collège Robert Le Frison", "brevet", 2016),
            ),
            languages=languages(en="A2", nl="A1"),
            licences=("B",),
        ),
    ),
    Labelled(
        "technicien",
        """
Thomas Rousseau
Technicien de maintenance industrielle

Coordonnées
5 impasse des Acacias
21200 Beaune
Mobile : 07 66 55 44 33
Courriel : thomas.rousseau@exemple.fr

Expériences professionnelles
Technicien de maintenance
Tonnellerie de Bourgogne, Beaune
Septembre 2020 – présent
• Maintenance préventive et corrective
• Automates Siemens

Électromécanicien
Fonderie de l'Auxois, Venarey
Janvier 2016 – août 2020
• Dépannage des lignes

Formations
BTS Maintenance des systèmes
Lycée Clos Maire, Beaune
2015
Bac pro Électrotechnique
Lycée Clos Maire, Beaune
2013

Compétences
Habilitations électriques B2V BR, pneumatique, hydraulique, GMAO

Langues
Anglais : B1 (technique)

Mobilité
Permis B et BE
""",
        Curriculum(
            name="Thomas Rousseau",
            email="thomas.rousseau@exemple.fr",
            phone="+33766554433",
            place="21200 Beaune",
            jobs=(
                job("Technicien de maintenance", "Tonnellerie de Bourgogne", "2020-09-01"),
                job("Électromécanicien", "Fonderie de l'Auxois", "2016-01-01", "2020-08-31"),
            ),
            studies=(
                study("BTS Maintenance des systèmes", "Lycée Clos Maire", "bts", 2015),
                study("Bac pro Électrotechnique", "Lycée Clos Maire", "bac_pro", 2013),
            ),
            languages=languages(en="B1"),
            skills=("Habilitations électriques B2V BR", "pneumatique", "hydraulique", "GMAO"),
            licences=("B", "BE"),
        ),
    ),
    Labelled(
        "agente-entretien",
        """
Mme Aïcha TRAORÉ
Agente d'entretien
10 bis rue Victor Hugo – 69100 Villeurbanne
Tél 06.00.11.22.33

MES EXPÉRIENCES
Agente d'entretien chez Propreté Services, depuis 2022
Garde d'enfants à domicile, de 2019 à 2022
Femme de chambre, Hôtel Bellecour à Lyon, 06/2017 - 12/2018

MES FORMATIONS
Certificat de qualification professionnelle Agent machiniste, 2022

MES LANGUES
Français (B1), bambara (maternelle)

MES QUALITÉS
Discrète, rapide, ponctuelle
""",
        Curriculum(
            name="Aïcha Traoré",
            phone="+33600112233",
            place="69100 Villeurbanne",
            jobs=(
                job("Agente d'entretien", "Propreté Services", "2022-01-01"),
                job("Garde d'enfants à domicile", "", "2019-01-01", "2022-12-31"),
                job("Femme de chambre", "Hôtel Bellecour à Lyon", "2017-06-01", "2018-12-31"),
            ),
            studies=(study("Certificat de qualification professionnelle Agent machiniste", "", "", 2022),),
            languages=languages(fr="B1", bm="native"),
            skills=("Discrète", "rapide", "ponctuelle"),
        ),
    ),
    Labelled(
        "cuisinier",
        """
Antoine Le Goff
Cuisinier
29200 Brest • 06 44 55 66 77 • antoine.legoff@exemple.bzh

PROFIL
Cuisinier passionné de produits de la mer, dix ans de métier.

EXPÉRIENCES
Chef de partie | Restaurant L'Armen | Brest | 2018-2023
Commis de cuisine | Crêperie du Port | Le Conquet | 2014-2018

DIPLÔMES
BEP Cuisine | Lycée hôtelier de Dinard | 2013

SAVOIR-FAIRE
Poissons et crustacés ; dressage ; HACCP ; gestion des commandes

LANGUES
Breton : courant
Anglais : niveau intermédiaire
""",
        Curriculum(
            name="Antoine Le Goff",
            email="antoine.legoff@exemple.bzh",
            phone="+33644556677",
            place="29200 Brest",
            about="Cuisinier passionné de produits de la mer, dix ans de métier.",
            jobs=(
                job("Chef de partie", "Restaurant L'Armen", "2018-01-01", "2023-12-31"),
                job("Commis de cuisine", "Crêperie du Port", "2014-01-01", "2018-12-31"),
            ),
            studies=(study("BEP Cuisine", "Lycée hôtelier de Dinard", "bep", 2013),),
            languages=languages(br="C1", en="B1"),
            skills=("Poissons et crustacés", "dressage", "HACCP", "gestion des commandes"),
        ),
    ),
    Labelled(
        "assistante",
        """
Sophie MOREL
Assistante administrative
Née le 3 mai 1988
17 rue des Lilas
74000 ANNECY
sophie.morel@exemple.fr
04 50 11 22 33

EXPERIENCES PROFESSIONNELLES

01/2019 – 06/2024	Assistante administrative
	Mairie d'Annecy
	• Accueil du public, courrier
	• Suivi des dossiers

09/2012 – 12/2018	Secrétaire médicale
	Clinique Générale, Annecy
	• Prise de rendez-vous

FORMATIONS

2012	Titre professionnel Secrétaire assistant médico-social (niveau 4)
	AFPA Annecy
2008	Baccalauréat littéraire
	Lycée Berthollet

INFORMATIQUE
Word, Excel, Outlook, Ciril

LANGUES
Anglais (intermédiaire), italien (notions)

Titulaire du permis B
""",
        Curriculum(
            name="Sophie Morel",
            email="sophie.morel@exemple.fr",
            phone="+33450112233",
            place="74000 Annecy",
            jobs=(
                job("Assistante administrative", "Mairie d'Annecy", "2019-01-01", "2024-06-30"),
                job("Secrétaire médicale", "Clinique Générale", "2012-09-01", "2018-12-31"),
            ),
            studies=(
                study(
                    "Titre professionnel Secrétaire assistant médico-social (niveau 4)", "AFPA Annecy", "title4", 2012
                ),
                study("Baccalauréat littéraire", "Lycée Berthollet", "bac", 2008),
            ),
            languages=languages(en="B1", it="A1"),
            skills=("Word", "Excel", "Outlook", "Ciril"),
            licences=("B",),
        ),
    ),
    Labelled(
        "jeune",
        """
Enzo Petit
17 ans
Recherche un contrat d'apprentissage en mécanique
06 99 88 77 66
enzo.petit.meca@exemple.fr
59122 Hondschoote

Formation
2023-2025 : CAP Maintenance des véhicules, lycée professionnel Guynemer, Dunkerque
2023 : Brevet, collège Lamartine

Stages
Garage Debruyne, Hondschoote – mai 2024 (4 semaines)
Carrosserie du Houtland, Wormhout – janvier 2024 (3 semaines)

Langues
Anglais niveau A2

Mobilité
Permis AM, scooter

Loisirs
Moto-cross, BMX
""",
        Curriculum(
            name="Enzo Petit",
            email="enzo.petit.meca@exemple.fr",
            phone="+33699887766",
            place="59122 Hondschoote",
            jobs=(
                job("", "Garage Debruyne", "2024-05-01", "2024-05-31"),
                job("", "Carrosserie du Houtland", "2024-01-01", "2024-01-31"),
            ),
            studies=(
                study("CAP Maintenance des véhicules", "lycée professionnel Guynemer", "cap", 2025),
                study("Brevet", "collège Lamartine", "brevet", 2023),
            ),
            languages=languages(en="A2"),
            licences=("AM",),
        ),
    ),
    Labelled(
        "ingenieure",
        """
Camille Fontaine-Berger
Ingénieure qualité
contact@camille-fontaine.example
+33 (0)6 31 41 59 26
38000 Grenoble

Expérience professionnelle

Ingénieure qualité — Microtec SA, Grenoble
mars 2021 → aujourd'hui
Pilotage des audits ISO 9001

Chargée d'amélioration continue — Valpharma, Lyon
oct. 2017 → févr. 2021
Mise en place du 5S

Formation

Diplôme d'ingénieur en génie industriel — Grenoble INP, 2017
DUT Qualité logistique industrielle — IUT de Valence, 2014

Langues
Anglais : bilingue (TOEIC 945)
Espagnol : B2
Portugais : débutant

Compétences
Lean, ISO 9001, AMDEC, Minitab
""",
        Curriculum(
            name="Camille Fontaine-Berger",
            email="contact@camille-fontaine.example",
            phone="+33631415926",
            place="38000 Grenoble",
            jobs=(
                job("Ingénieure qualité", "Microtec SA", "2021-03-01"),
                job("Chargée d'amélioration continue", "Valpharma", "2017-10-01", "2021-02-28"),
            ),
            studies=(
                study("Diplôme d'ingénieur en génie industriel", "Grenoble INP", "engineer", 2017),
                study("DUT Qualité logistique industrielle", "IUT de Valence", "dut", 2014),
            ),
            languages=languages(en="C2", es="B2", pt="A1"),
            skills=("Lean", "ISO 9001", "AMDEC", "Minitab"),
        ),
    ),
)
