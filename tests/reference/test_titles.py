import pytest

from tenants.reference.titles import gendered_forms


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("Cariste", ("Cariste",)),
        ("Boulanger / Boulangère", ("Boulanger", "Boulangère")),
        ("Vendeur / Vendeuse en boulangerie", ("Vendeur en boulangerie", "Vendeuse en boulangerie")),
        (
            "Ouvrier agricole polyvalent / Ouvrière agricole polyvalente",
            ("Ouvrier agricole polyvalent", "Ouvrière agricole polyvalente"),
        ),
        ("Artiste Plasticien / Plasticienne", ("Artiste Plasticien", "Artiste Plasticienne")),
        ("Maître / Maîtresse d'hôtel", ("Maître d'hôtel", "Maîtresse d'hôtel")),
        ("Steward / Hôtesse de train", ("Steward de train", "Hôtesse de train")),
        ("Layout man / Layout woman", ("Layout man", "Layout woman")),
        (
            "Chef d'équipe dépanneur / Cheffe dépanneuse de chaudières",
            ("Chef d'équipe dépanneur de chaudières", "Cheffe dépanneuse de chaudières"),
        ),
        (
            "Agent / Agente d'administration principal(e) des douanes",
            ("Agent d'administration principal des douanes", "Agente d'administration principale des douanes"),
        ),
        (
            "Agent / Agente de service hospitalier (ASH)",
            ("Agent de service hospitalier", "Agente de service hospitalier"),
        ),
        ("Personnel Navigant Commercial - PNC -", ("Personnel Navigant Commercial",)),
        (
            "Responsable Service Après-Vente -SAV- en électroménager",
            ("Responsable Service Après-Vente en électroménager",),
        ),
        ("Responsable développement / Business Developer", ("Responsable développement", "Business Developer")),
    ],
)
def test_a_double_title_stands_for_both_genders(title: str, forms: tuple[str, ...]) -> None:
    assert gendered_forms(title) == forms
