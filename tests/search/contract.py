"""What every engine owes a visitor. Subclassed once an engine; `settle` makes what was put findable."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from search import index, origins, vocabulary
from search.criteria import Place, SearchCriteria
from search.find import SearchPage, find
from tenants.reference.occupations import codes_for
from tests.search.made import BERGUES, CASSEL, CHAMONIX, DUNKERQUE, HAZEBROUCK, around, asking, document, put

FORT_DE_FRANCE, SAINT_PIERRE_ET_MIQUELON = "97209", "97502"


class SearchContract:
    engine = ""

    @pytest.fixture
    def settle(self) -> Callable[[], None]:
        return lambda: None

    @pytest.fixture(autouse=True)
    def _fresh(self, db: None) -> Iterator[None]:
        origins.forget()
        vocabulary.forget()
        yield
        vocabulary.forget()

    @pytest.fixture
    def search(self, settle: Callable[[], None]) -> Callable[[SearchCriteria], SearchPage]:
        def searched(criteria: SearchCriteria) -> SearchPage:
            settle()
            page = find(criteria)
            assert (page.engine, page.degraded) == (self.engine, False)
            return page

        return searched

    # --- words ---------------------------------------------------------------------------------------

    @pytest.mark.parametrize("typed", ["boulangère", "Boulangers", "BOULANGER", "boulanger(ère) h/f", "l'boulanger"])
    def test_a_word_is_found_in_any_gender_number_and_case(self, search, typed):
        put(title="Boulanger", occupation_code="")
        put(title="Menuisier", occupation_code="H2206", occupation_label="Menuisier", description="Bois.")
        assert [hit.title for hit in search(asking(typed)).hits] == ["Boulanger"]

    def test_an_everyday_phrase_finds_its_occupation(self, search):
        code = min(codes_for("homme à tout faire"))
        put(title="Agent polyvalent", occupation_code=code, occupation_label="", description="Bricolage.")
        put(title="Homme de main", occupation_code="", occupation_label="", description="")
        assert [hit.title for hit in search(asking("homme à tout faire")).hits] == ["Agent polyvalent"]

    def test_all_words_must_hold_somewhere(self, search):
        put(title="Boulanger du samedi")
        put(title="Boulanger", description="Le jour.")
        assert [hit.title for hit in search(asking("boulanger samedi")).hits] == ["Boulanger du samedi"]

    def test_articles_are_not_looked_for(self, search):
        put(title="Vendeuse qualifiée", occupation_code="", description="À l’épicerie.")
        assert search(asking("les vendeuses de l'épicerie")).total == 1

    def test_a_slip_is_mended_and_told(self, search):
        put(title="Tourneuse fraiseuse", occupation_code="", occupation_label="")
        vocabulary.count()
        page = search(asking("tourneuze"))
        assert (page.total, page.corrected) == (1, "tourneuse")

    def test_a_correction_never_hides_an_exact_hit(self, search):
        put(title="Tourneuse", occupation_code="", occupation_label="")
        put(title="Aide", occupation_code="", occupation_label="", description="Atelier Tourneuze et fils")
        vocabulary.count()
        assert search(asking("tourneuze")).total == 2

    def test_a_right_word_is_not_corrected(self, search):
        put(title="Tourneuse", occupation_code="", occupation_label="")
        vocabulary.count()
        assert search(asking("tourneuse")).corrected is None

    def test_signs_alone_ask_for_nothing(self, search):
        put()
        assert search(asking("??? '&|!:* ()")).total == 1

    def test_what_a_visitor_types_is_never_syntax(self, search):
        put()
        for typed in ["' OR 1=1 --", "boulanger:*", "boulanger & !pain", '"boulanger" AND (', "%s %(x)s", "a" * 5_000]:
            search(asking(typed))
        assert search(asking("boulanger:A | 'x")).total == 0  # x is a word like another

    def test_title_before_occupation_before_text(self, search):
        put(title="Aide", occupation_code="", occupation_label="", description="Avec le boulanger.", offer_id=None)
        put(title="Aide de fournil", occupation_code="", occupation_label="Boulanger")
        put(title="Boulanger", occupation_code="", occupation_label="")
        assert [hit.title for hit in search(asking("boulanger")).hits] == ["Boulanger", "Aide de fournil", "Aide"]

    def test_own_first_when_equal_then_fresh(self, search):
        now = timezone.now()
        put(schema="beta", title="Boulanger", employer_name="voisin", published_at=now)
        put(schema="alpha", title="Boulanger", employer_name="à nous, vieux", published_at=now - timedelta(days=9))
        put(schema="alpha", title="Boulanger", employer_name="à nous, frais", published_at=now - timedelta(days=2))
        names = [hit.employer_name for hit in search(asking("boulanger")).hits]
        assert names == ["à nous, frais", "à nous, vieux", "voisin"]

    # --- scope -----------------------------------------------------------------------------------------

    def test_a_neighbour_is_shown_with_its_name_look_and_address(self, search):
        row = put(schema="beta", commune=HAZEBROUCK)
        (hit,) = search(asking("boulanger")).hits
        assert not hit.is_own
        assert (hit.origin_name, hit.origin_preset) == ("Cœur de Flandre", "elan")
        assert hit.url == f"http://beta.test/offres/{row.offer_id}"

    @pytest.mark.parametrize(
        ("sharing", "shows", "sees"),
        [
            ("never", "reach", False),
            ("reach", "reach", True),
            ("everywhere", "reach", True),
            ("reach", "none", False),
            ("everywhere", "none", False),
        ],
    )
    def test_both_sides_choose(self, search, sharing, shows, sees):
        put(schema="beta", commune=HAZEBROUCK, sharing=sharing)
        assert search(asking(shows=shows)).total == int(sees)

    def test_out_of_reach_is_not_shown_even_when_shared_everywhere(self, search):
        put(schema="gamma", commune=CHAMONIX, sharing="everywhere")
        assert search(asking(shows="reach")).total == 0

    def test_a_sector_shows_its_own_trade_from_everywhere(self, search):
        put(schema="gamma", commune=CHAMONIX, sharing="everywhere", occupation_code="D1102")
        put(schema="gamma", commune=CHAMONIX, sharing="everywhere", occupation_code="G1201")
        put(schema="gamma", commune=CHAMONIX, sharing="reach", occupation_code="D1102")
        assert search(asking(shows="sector", sector=("D11",))).total == 1
        assert search(asking(shows="sector", sector=())).total == 0

    def test_a_withdrawn_offer_is_gone(self, search):
        row = put()
        assert search(asking()).total == 1
        index.withdraw(schema=row.schema, offer_id=row.offer_id)
        page = search(asking())
        assert (page.total, page.facets.origin) == (0, {})

    def test_an_offer_that_comes_back_is_found_again(self, search):
        row = put()
        index.withdraw(schema=row.schema, offer_id=row.offer_id)
        put(offer_id=row.offer_id)
        assert search(asking()).total == 1

    # --- place -----------------------------------------------------------------------------------------

    def test_within_the_radius_and_how_far(self, search):
        put(commune=BERGUES, title="Près")
        put(commune=CHAMONIX, title="Loin")
        (hit,) = search(asking(place=around(CASSEL), radius_km=20)).hits
        assert hit.title == "Près"
        assert hit.distance_km == pytest.approx(19.70, abs=0.01)

    def test_inside_the_commune_is_zero(self, search):
        put(commune=BERGUES, latitude=50.975, longitude=2.44)
        (hit,) = search(asking(place=around(BERGUES), radius_km=5)).hits
        assert hit.distance_km == 0

    def test_sorted_by_distance_inside_first(self, search):
        for insee in (DUNKERQUE, HAZEBROUCK, BERGUES, CASSEL):
            put(commune=insee, title=insee)
        page = search(asking(place=around(BERGUES), radius_km=50, sort="distance"))
        assert [hit.title for hit in page.hits] == [BERGUES, DUNKERQUE, CASSEL, HAZEBROUCK]
        distances = [hit.distance_km for hit in page.hits]
        assert distances == sorted(distances)

    def test_an_offer_without_a_position_is_found_by_commune_then_postcode_then_department(self, search):
        unplaced = {"latitude": None, "longitude": None}
        put(title="commune", **unplaced)
        put(title="postcode", **unplaced, commune_insee="")
        put(title="department", **unplaced, commune_insee="", postcode="")
        put(title="elsewhere", **unplaced, commune_insee="", postcode="", department="62")
        page = search(asking(place=around(BERGUES), radius_km=5))
        assert {hit.title for hit in page.hits} == {"commune", "postcode", "department"}
        assert {hit.title: hit.distance_km for hit in page.hits} == {"commune": 0, "postcode": None, "department": None}

    def test_a_place_without_a_position_still_finds_its_own(self, search):
        put(commune=None, commune_insee=SAINT_PIERRE_ET_MIQUELON, department="975", sharing="never")
        place = Place("Saint-Pierre", "commune", frozenset([SAINT_PIERRE_ET_MIQUELON]), ())
        assert search(asking(place=place, sort="distance")).total == 1

    def test_nothing_near_widens_to_the_first_step_that_finds(self, search):
        put(commune=DUNKERQUE, title="8 km")
        put(commune=HAZEBROUCK, title="29 km")
        put(commune=CHAMONIX, title="600 km")
        page = search(asking(place=around(BERGUES), radius_km=5))
        assert (page.widened_from, page.criteria.radius_km) == (5, 10)
        assert [hit.title for hit in page.hits] == ["8 km"]
        assert page.total == 1

    def test_widening_respects_the_filters(self, search):
        put(commune=DUNKERQUE, contract_type="CDI")
        put(commune=HAZEBROUCK, contract_type="CDD")
        page = search(asking(place=around(BERGUES), radius_km=5, contract_types=frozenset(["CDD"])))
        assert (page.widened_from, page.criteria.radius_km, page.total) == (5, 30, 1)
        assert page.facets.contract_type == {"CDI": 1, "CDD": 1}

    def test_a_page_beyond_the_last_is_empty_and_widens_nothing(self, search):
        put(commune=BERGUES)
        put(commune=DUNKERQUE)
        page = search(asking(place=around(BERGUES), radius_km=5, page=2))
        assert (page.hits, page.total, page.widened_from) == ((), 1, None)
        put(commune=HAZEBROUCK)
        page = search(asking(place=around(CASSEL), radius_km=5, page=2))
        assert (page.hits, page.total, page.widened_from) == ((), 0, None)

    def test_nothing_anywhere_stays_at_the_radius_asked_for(self, search):
        put(commune=CHAMONIX)
        page = search(asking(place=around(BERGUES), radius_km=5))
        assert (page.widened_from, page.criteria.radius_km, page.total) == (None, 5, 0)

    def test_beyond_the_sphere_seam(self, search):
        put(commune=None, latitude=-14.30, longitude=-178.15, title="Futuna", sharing="never")
        place = Place("Îlot", "commune", frozenset(["98611"]), ((-14.30, 179.95),))
        assert search(asking(place=place, radius_km=100)).total == 0
        put(commune=None, latitude=-14.30, longitude=-179.95, title="de l’autre côté", sharing="never")
        page = search(asking(place=place, radius_km=20))
        assert [hit.title for hit in page.hits] == ["de l’autre côté"]

    # --- filters, facets, pages -----------------------------------------------------------------------

    def test_filters(self, search):
        put(title="plein", full_time=True, contract_type="CDI", licence="none")
        put(title="partiel", full_time=False, contract_type="CDD", licence="unsaid")
        put(title="logé", full_time=None, contract_type="SAI", licence="required", housing=True)
        put(title="ancien", published_at=timezone.now() - timedelta(days=40), contract_nature="E2")

        def titles(**criteria):
            return {hit.title for hit in search(asking(**criteria)).hits}

        assert titles(full_time=True) == {"plein", "ancien"}
        assert titles(full_time=False) == {"partiel"}
        assert titles(contract_types=frozenset(["CDD", "SAI"])) == {"partiel", "logé"}
        assert titles(contract_natures=frozenset(["E2"])) == {"ancien"}
        assert titles(licence="without") == {"plein", "partiel", "ancien"}
        assert titles(housing=True) == {"logé"}
        assert titles(max_age_days=30) == {"plein", "partiel", "logé"}
        assert titles(occupations=frozenset(["D1102"])) == {"plein", "partiel", "logé", "ancien"}
        assert titles(occupations=frozenset(["A1101"])) == set()

    def test_a_facet_counts_as_if_it_were_not_chosen(self, search):
        put(contract_type="CDI", housing=True)
        put(contract_type="CDI")
        put(contract_type="CDD", full_time=False)
        put(contract_type="CDD", licence="required", housing=True)
        facets = search(asking(contract_types=frozenset(["CDI"]))).facets
        assert facets.contract_type == {"CDI": 2, "CDD": 2}
        assert facets.full_time == {True: 2}
        assert (facets.without_licence, facets.housing) == (2, 1)
        assert facets.origin == {"alpha": 2}
        assert facets.contract_nature == {"E1": 2}
        both = search(asking(contract_types=frozenset(["CDI"]), housing=True)).facets
        assert both.contract_type == {"CDI": 1, "CDD": 1}
        assert both.housing == 1

    def test_pages_follow_on_without_overlap(self, search):
        same = timezone.now()
        for _ in range(7):
            put(published_at=same)
        pages = [search(asking(page=page, page_size=3)) for page in (1, 2, 3, 4)]
        keys = [hit.offer_id for page in pages for hit in page.hits]
        assert keys == sorted(keys)
        assert len(set(keys)) == 7
        assert [page.total for page in pages] == [7] * 4

    def test_newest_first_to_the_microsecond(self, search):
        now = timezone.now().replace(microsecond=5)
        for micro in (3, 1, 2):
            put(title=str(micro), published_at=now.replace(microsecond=micro))
        assert [hit.title for hit in search(asking(sort="date")).hits] == ["3", "2", "1"]

    def test_a_hit_shows_what_was_put(self, search):
        data = document(
            weekly_hours=35.5, salary_label="2 000 € brut par mois", salary_monthly_min=2000, licence_label="Permis B",
            licence="required", season="winter", posts=3, sources=("france-travail", "direct"), epci_siren="200040954",
            description="Mot " * 200,
        )  # fmt: skip
        with transaction.atomic():
            index.put(data)
        (hit,) = search(asking()).hits
        for name in set(data.__dataclass_fields__) - {"description", "sharing"}:
            assert getattr(hit, name) == getattr(data, name), name
        assert hit.excerpt.endswith("Mot …")
        assert hit.is_own
