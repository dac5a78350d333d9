"""Who talks is somebody that there may be: name, sex, age and role go together."""

from __future__ import annotations

from random import Random

import pytest
from faker import Faker

from tests.world.tools import STRING, make, thing
from toolgraph.plan.banks import AGES, ROLES, ROLES_OF
from toolgraph.plan.cast import ages_of, draw_cast, roles_for
from toolgraph.world.people import SEXES, some_name

_TOOL = make("get_trip", {"name": STRING}, thing(name=STRING), description="Get a trip.")


def _firsts(locale: str, sex: str) -> set[str]:
    fake = Faker(locale, providers=["faker.providers.person"], use_weighting=False)
    fake.seed_instance(1)
    return {str(getattr(fake, f"first_name_{sex}")()) for _ in range(4000)}


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_somebody_of_some_age(role: str) -> None:
    """Nobody's role leaves no age to draw."""
    assert ages_of(role)
    assert set(ages_of(role)) <= set(AGES)


def test_a_role_says_how_old_somebody_is_and_of_which_sex() -> None:
    """Fathers are men, grandmothers old women, and whoever goes to school is in their teens."""
    assert all(age.startswith("man in") for age in ages_of("stay-at-home father of three"))
    assert ages_of("grandmother of five") == ("woman over sixty",)
    assert all(age.startswith("teenager") for age in ages_of("high school student"))
    assert not any(age.startswith("teenager") for age in ages_of("accountant"))


def test_a_name_is_of_the_sex_that_the_age_tells() -> None:
    """No woman over sixty is called Jacob."""
    both = {sex: _firsts("en_GB", sex) for sex in SEXES}
    for seed in range(400):
        cast = draw_cast(Random(seed), [_TOOL])
        if cast.setting.locale != "en_GB":
            continue
        age, first = cast.circumstances.age_gender, cast.persona.name.split(" ")[0]
        for sex, words in (("female", ("woman", "female")), ("male", (" man", " male"))):
            if any(word in f" {age}" for word in words):
                assert first in both[sex], (cast.persona.name, age)


def test_a_surname_agrees_with_the_first_name() -> None:
    """Czech surnames have a form for each sex."""
    both = {sex: _firsts("cs_CZ", sex) for sex in SEXES}
    names = [some_name(Random(seed), "cs_CZ") for seed in range(800)]
    assert any(n.last.endswith("ová") for n in names)
    assert not [n for n in names if n.first in both["male"] - both["female"] and n.last.endswith("ová")]
    assert not [n for n in names if n.first in both["female"] - both["male"] and n.last.endswith(("ek", "ák"))]


def test_who_uses_a_tool_is_somebody_who_works_with_it() -> None:
    """Pull requests are for developers, customers for who sells; both leave somebody, and a trip is anybody's."""
    code = _TOOL.model_copy(update={"source": "code_hosting"})
    sales = _TOOL.model_copy(update={"source": "crm"})
    assert "farmer" not in roles_for([code, _TOOL])
    assert "software engineer" in roles_for([code])
    assert set(roles_for([code, sales])) == set(roles_for([code])) & set(roles_for([sales]))
    assert roles_for([code, sales])
    assert set(roles_for([_TOOL])) == set(ROLES)
    assert all(roles <= set(ROLES) for _, roles in ROLES_OF)
