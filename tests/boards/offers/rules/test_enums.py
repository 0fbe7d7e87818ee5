"""The closed lists hang together: every value reachable, labelled in French, and grouped."""

import pytest

from boards.offers import enums
from boards.offers.enums import CONTRACT_PAIRS, ContractNature, ContractType, OfferState, SalaryPeriod


def test_every_type_and_every_nature_is_in_some_pair():
    assert {kind for kind, _ in CONTRACT_PAIRS} == set(ContractType)
    assert {nature for _, nature in CONTRACT_PAIRS} == set(ContractNature)
    assert len(set(CONTRACT_PAIRS)) == len(CONTRACT_PAIRS)


def test_an_internship_goes_with_its_agreement_only():
    assert ContractType.STAGE.natures == (ContractNature.STAGE,)
    assert not enums.is_contract_pair("STAGE", "E1")
    assert not enums.is_contract_pair("CDI", "ST")


def test_pairs_are_understood_from_plain_strings():
    assert enums.is_contract_pair("CDD", "E2")
    assert not enums.is_contract_pair("CDD", "NS")
    assert not enums.is_contract_pair("", "")


def test_the_constraint_condition_names_every_pair():
    branches = [dict(branch.children) for branch in enums.contract_pairs_condition().children]
    pairs = {(b["contract_type"], n) for b in branches for n in b["contract_nature__in"]}
    assert pairs == {(kind.value, nature.value) for kind, nature in CONTRACT_PAIRS}


def test_a_permanent_contract_has_no_end():
    assert not ContractType.CDI.is_fixed_term
    assert not ContractType.DIN.is_fixed_term
    assert ContractType.SAI.is_fixed_term


@pytest.mark.parametrize("kind", ContractType.self_employed())
def test_no_employer_no_fixed_term_no_floor(kind):
    assert not kind.is_fixed_term
    assert kind.default_nature in ContractNature.floor_exempt()


def test_nobody_starts_anywhere_but_in_draft():
    reached = {target for state in OfferState for target in state.next_states}
    assert reached == set(OfferState) - {OfferState.DRAFT}


def test_no_state_follows_itself_and_every_state_has_a_way_out():
    for state in OfferState:
        assert state.next_states
        assert not state.can_become(state)


def test_groups_agree_with_the_moves():
    assert OfferState.open_states() == (OfferState.LIVE,)
    for state in OfferState.renewable_states():
        assert state.is_open or state.can_become(OfferState.LIVE)
    for state in OfferState.closable_states():
        assert state.can_become(OfferState.FILLED)
    assert OfferState.FILLED not in OfferState.editable_states()
    groups = {*OfferState.open_states(), *OfferState.pending_states(), *OfferState.closed_states()}
    assert groups == set(OfferState) - {OfferState.DRAFT}


def test_a_refused_offer_is_not_put_online_by_renewing_it():
    assert OfferState.REFUSED not in OfferState.renewable_states()


def test_labels_are_french_and_all_there():
    assert ContractType.MIS.label == "Intérim"
    assert OfferState.CONFIRMING.label == "Attend le code reçu par e-mail"
    assert [period.short for period in SalaryPeriod] == ["h", "jour", "mois", "an"]
