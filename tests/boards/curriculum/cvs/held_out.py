"""Seven CVs that were labelled before the rules were written, and that the rules were not tried on meanwhile."""

from boards.curriculum.values import Curriculum
from tests.boards.curriculum.cvs.labelled import Labelled, job, languages, study

HELD_OUT = (
    Labelled(
        "cariste",
        """
Kevin LEFEBVRE
Cariste – Préparateur de commandes
12 rue de la Gare
59380 BERGUES
Tél. : 06 12 34 56 78
kevin.lefebvre@exemple.fr
28 ans – Permis B, véhiculé

EXPÉRIENCES PROFESSIONNELLES

Depuis mars 2022 : Cariste, Entrepôts du Littoral, Dunkerque
• Chargement et déchargement des camions
• Conduite de chariots catégories 1, 3 et 5

De septembre 2019 à février 2022 : Préparateur de commandes, Logis Nord, Bierne
• Préparation au scan, filmage, étiquetage

2017 – 2019 : Agent de production, Verrerie de Flandre, Arques

FORMATIONS

2021 : CACES R489 catégories 1, 3 et 5 – AFPA Dunkerque
2017 : Bac pro Logistique – Lycée de l'Europe, Dunkerque

COMPÉTENCES

Gestion des stocks, WMS, filmage, inventaire

LANGUES

Français : langue maternelle
Anglais : notions

CENTRES D'INTÉRÊT

Football en club, pêche
""",
        Curriculum(
            name="Kevin Lefebvre",
            email="kevin.lefebvre@exemple.fr",
            phone="+33612345678",
            place="59380 Bergues",
            jobs=(
                job("Cariste", "Entrepôts du Littoral", "2022-03-01"),
                job("Préparateur de commandes", "Logis Nord", "2019-09-01", "2022-02-28"),
                job("Agent de production", "Verrerie de Flandre", "2017-01-01", "2019-12-31"),
            ),
            studies=(
                study("CACES R489 catégories 1, 3 et 5", "AFPA Dunkerque", "", 2021),
                study("Bac pro Logistique", "Lycée de l'Europe", "bac_pro", 2017),
            ),
            languages=languages(fr="native", en="A1"),
            skills=("Gestion des stocks", "WMS", "filmage", "inventaire"),
            licences=("B",),
        ),
    ),
    Labelled(
        "aide-soignante",
        """
CURRICULUM VITAE
Fatima BENALI
Aide-soignante diplômée d'État
8 allée des Tilleuls, 21000 Dijon
07.81.22.33.44 / fatima.benali@courriel.example

Profil
Douze ans auprès des personnes âgées, à l'écoute et organisée. Disponible le week-end.

Parcours professionnel
Aide-soignante de nuit
EHPAD Les Glycines – Dijon
09/2018 – aujourd'hui
- Soins d'hygiène et de confort
- Transmissions écrites et orales

Auxiliaire de vie
ADMR de Côte-d'Or – Quetigny
01/2014 – 08/2018
- Aide au lever, toilette, repas

Formation
Diplôme d'État d'aide-soignant
IFAS du CHU de Dijon
2018
BEP Carrières sanitaires et sociales
Lycée Les Marcs d'Or, Dijon
2011

Langues
Français (C2), arabe (langue maternelle), espagnol (A2)

Permis
Permis B

Loisirs
Couture, lecture
""",
        Curriculum(
            name="Fatima Benali",
            email="fatima.benali@courriel.example",
            phone="+33781223344",
            place="21000 Dijon",
            about="Douze ans auprès des personnes âgées, à l'écoute et organisée. Disponible le week-end.",
            jobs=(
                job("Aide-soignante de nuit", "EHPAD Les Glycines", "2018-09-01"),
                job("Auxiliaire de vie", "ADMR de Côte-d'Or", "2014-01-01", "2018-08-31"),
            ),
            studies=(
                study("Diplôme d'État d'aide-soignant", "IFAS du CHU de Dijon", "", 2018),
                study("BEP Carrières sanitaires et sociales", "Lycée Les Marcs d'Or", "bep", 2011),
            ),
            languages=languages(fr="C2", ar="native", es="A2"),
            licences=("B",),
        ),
    ),
    Labelled(
        "serveur-saison",
        """
Lucas Martin
Serveur / barman – saisonnier
Chamonix-Mont-Blanc (74400)
+33 6 98 76 54 32
lucas_martin74@exemple.com

Expérience
Hiver 2023-2024	Serveur	Restaurant Le Refuge, Chamonix
Décembre 2022 – avril 2023	Barman	Hôtel des Cimes, Argentière
Juin 2021 – septembre 2022	Commis de salle	Brasserie du Lac, Annecy

Diplômes
2021	CAP Commercialisation et services en hôtel-café-restaurant, CFA de Groisy
2019	Brevet des collèges, Collège Roger Frison-Roche

Langues : anglais courant, italien scolaire
Compétences : service au plateau, caisse, cocktails, HACCP
Permis A2 et B
Centres d'intérêt : ski, escalade
""",
        Curriculum(
            name="Lucas Martin",
            email="lucas_martin74@exemple.com",
            phone="+33698765432",
            place="74400 Chamonix-Mont-Blanc",
            jobs=(
                job("Serveur", "Restaurant Le Refuge", "2023-01-01", "2024-12-31"),
                job("Barman", "Hôtel des Cimes", "2022-12-01", "2023-04-30"),
                job("Commis de salle", "Brasserie du Lac", "2021-06-01", "2022-09-30"),
            ),
            studies=(
                study("CAP Commercialisation et services en hôtel-café-restaurant", "CFA de Groisy", "cap", 2021),
                study("Brevet des collèges", "Collège Roger Frison-Roche", "brevet", 2019),
            ),
            languages=languages(en="C1", it="A2"),
            skills=("service au plateau", "caisse", "cocktails", "HACCP"),
            licences=("A2", "B"),
        ),
    ),
    Labelled(
        "comptable",
        """
Nathalie DE SMET
Comptable confirmée
Adresse : 3 place du Beffroi, 59190 Hazebrouck
Téléphone : 03 28 41 00 00
E-mail : n.desmet@exemple.org

EXPÉRIENCE PROFESSIONNELLE
COMPTABLE GÉNÉRALE | Coopérative des Flandres | Hazebrouck
Mars 2016 à ce jour
Tenue de la comptabilité générale, TVA, bilan
Encadrement d'une assistante

AIDE-COMPTABLE | Cabinet Verhaeghe & Associés | Bailleul
Octobre 2009 – février 2016
Saisie des factures, rapprochements bancaires

FORMATION
2009 | BTS Comptabilité et gestion | Lycée des Flandres, Hazebrouck
2007 | Baccalauréat STG | Lycée des Flandres, Hazebrouck

COMPÉTENCES INFORMATIQUES
Sage 100, Excel (tableaux croisés), EBP

LANGUES
Anglais B1 – Néerlandais A2
""",
        Curriculum(
            name="Nathalie De Smet",
            email="n.desmet@exemple.org",
            phone="+33328410000",
            place="59190 Hazebrouck",
            jobs=(
                job("Comptable générale", "Coopérative des Flandres", "2016-03-01"),
                job("Aide-comptable", "Cabinet Verhaeghe & Associés", "2009-10-01", "2016-02-29"),
            ),
            studies=(
                study("BTS Comptabilité et gestion", "Lycée des Flandres", "bts", 2009),
                study("Baccalauréat STG", "Lycée des Flandres", "bac", 2007),
            ),
            languages=languages(en="B1", nl="A2"),
            skills=("Sage 100", "Excel (tableaux croisés)", "EBP"),
        ),
    ),
    Labelled(
        "macon",
        """
Mamadou Diallo
Maçon N2
45 avenue Jean Jaurès
93200 Saint-Denis
0612233445

Expériences :
Maçon chez Bâti Île-de-France, de janvier 2020 à décembre 2023
Manœuvre chez Durand Construction, de mai 2018 à décembre 2019
Ouvrier polyvalent, intérim, 2016 à 2018

Formations :
Titre professionnel Maçon, GRETA de Saint-Denis, 2019
Habilitation électrique, 2020

Langues : français courant, bambara, soninké
Permis B en cours
Atouts : ponctuel, travail en équipe, lecture de plans
""",
        Curriculum(
            name="Mamadou Diallo",
            phone="+33612233445",
            place="93200 Saint-Denis",
            jobs=(
                job("Maçon", "Bâti Île-de-France", "2020-01-01", "2023-12-31"),
                job("Manœuvre", "Durand Construction", "2018-05-01", "2019-12-31"),
                job("Ouvrier polyvalent", "", "2016-01-01", "2018-12-31"),
            ),
            studies=(
                study("Titre professionnel Maçon", "GRETA de Saint-Denis", "title3", 2019),
                study("Habilitation électrique", "", "", 2020),
            ),
            languages=languages(fr="C1", bm=""),
            skills=("ponctuel", "travail en équipe", "lecture de plans"),
        ),
    ),
    Labelled(
        "developpeuse",
        """
Chloé Garnier
Développeuse web junior
chloe.garnier@exemple.fr | 06 55 44 33 22 | 31000 Toulouse

À PROPOS
Reconvertie après six ans de librairie, je cherche un premier poste en CDI.

EXPÉRIENCES
Stage développeuse web – Agence Pixel Sud, Toulouse
Janvier 2024 - juin 2024
Refonte d'un site associatif (Python, Django)

Libraire – Librairie Ombres Blanches, Toulouse
2017 - 2023
Conseil, commandes, animation

ÉTUDES
Titre professionnel Développeur web et web mobile (niveau 5) – Simplon Occitanie – 2023
Licence Lettres modernes – Université Toulouse Jean-Jaurès – 2016

COMPÉTENCES
• Python, Django, JavaScript
• HTML, CSS, accessibilité
• Git

LANGUES
Anglais – C1
Allemand – B1

INTÉRÊTS
Randonnée, théâtre
""",
        Curriculum(
            name="Chloé Garnier",
            email="chloe.garnier@exemple.fr",
            phone="+33655443322",
            place="31000 Toulouse",
            about="Reconvertie après six ans de librairie, je cherche un premier poste en CDI.",
            jobs=(
                job("Stage développeuse web", "Agence Pixel Sud", "2024-01-01", "2024-06-30"),
                job("Libraire", "Librairie Ombres Blanches", "2017-01-01", "2023-12-31"),
            ),
            studies=(
                study(
                    "Titre professionnel Développeur web et web mobile (niveau 5)", "Simplon Occitanie", "title5", 2023
                ),
                study("Licence Lettres modernes", "Université Toulouse Jean-Jaurès", "licence", 2016),
            ),
            languages=languages(en="C1", de="B1"),
            skills=("Python", "Django", "JavaScript", "HTML", "CSS", "accessibilité", "Git"),
        ),
    ),
    Labelled(
        "chauffeur",
        """
VASSEUR Philippe
Conducteur routier SPL
Né le 14/02/1975
2 chemin du Moulin 62575 Blendecques
Port. 06-70-80-90-10
philippe.vasseur@exemple.net

PERMIS B, C, CE – FIMO, FCO à jour, carte conducteur, ADR base

PARCOURS
2012 à aujourd'hui	Conducteur SPL national – Transports Delcroix (Saint-Omer)
2003 à 2012	Chauffeur-livreur – Messagerie du Nord (Lille)
1996 à 2003	Magasinier – Papeteries de l'Aa (Wizernes)

SCOLARITÉ
1995	CAP Conducteur routier, lycée professionnel de l'Aa
1993	BEPC

DIVERS
Bénévole à la Croix-Rouge, jardinage
""",
        Curriculum(
            name="Philippe Vasseur",
            email="philippe.vasseur@exemple.net",
            phone="+33670809010",
            place="62575 Blendecques",
            jobs=(
                job("Conducteur SPL national", "Transports Delcroix", "2012-01-01"),
                job("Chauffeur-livreur", "Messagerie du Nord", "2003-01-01", "2012-12-31"),
                job("Magasinier", "Papeteries de l'Aa", "1996-01-01", "2003-12-31"),
            ),
            studies=(
                study("CAP Conducteur routier", "lycée professionnel de l'Aa", "cap", 1995),
                study("BEPC", "", "brevet", 1993),
            ),
            licences=("B", "C", "CE"),
        ),
    ),
)
