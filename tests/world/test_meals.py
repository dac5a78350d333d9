"""Meals and recipes: a day is what was eaten in it, and a dish is made of what its name says."""

from __future__ import annotations

from datetime import timedelta

from tests.world.tools import CLOCK, world
from toolgraph.models.tool import Tool


def _tool(catalogue: list[Tool], ident: str) -> Tool:
    return next(tool for tool in catalogue if tool.id == ident)


def test_every_day_has_its_meals(catalogue: list[Tool]) -> None:
    """What a day comes to is what its meals do, whichever days were looked at before, and no dinner is at ten."""
    look = _tool(catalogue, "health_fitness/getNutritionSummary")
    for seed in range(5):
        here = world(seed)
        for back in (3, 1, 7, 0):
            day = (CLOCK.date() - timedelta(days=back)).isoformat()
            found = here.call(look, {"date": day}).result
            assert found["energyKcal"] == sum(meal["energyKcal"] for meal in found["meals"])
            assert [meal["meal"] for meal in found["meals"]] == (
                ["breakfast", "lunch", "dinner"] if back else ["breakfast"]
            )
            assert 0.1 < found["proteinG"] * 4 / found["energyKcal"] < 0.3


def test_a_recipe_is_of_what_it_is_called(catalogue: list[Tool]) -> None:
    """Who has salmon to use finds dishes with it, and their recipes need it."""
    search, read = _tool(catalogue, "health_fitness/searchRecipes"), _tool(catalogue, "health_fitness/getRecipe")
    for seed in range(5):
        here = world(seed)
        for ingredient in ("salmon", "chickpeas", "spinach", "sweet potato"):
            for recipe in here.call(search, {"ingredient": ingredient}).result["recipes"]:
                whole = here.call(read, {"recipeId": recipe["recipeId"]}).result
                assert any(ingredient.rstrip("s") in each for each in whole["ingredients"])
                assert whole["energyKcal"] == recipe["energyKcal"]
                energy = whole["proteinG"] * 4 + whole["carbohydratesG"] * 4 + whole["fatG"] * 9
                assert abs(energy - whole["energyKcal"]) < 4


def test_medicines_are_taken_as_they_are(catalogue: list[Tool]) -> None:
    """Vitamins are taken each day, not when needed."""
    for seed in range(8):
        found = world(seed).call(_tool(catalogue, "health_fitness/listPrescriptions"), {}).result["prescriptions"]
        for each in found:
            if each["medicine"].startswith("Vitamin"):
                assert each["dosage"] == "one tablet a day"


def test_people_train_by_day(catalogue: list[Tool]) -> None:
    """No workout begins at three in the morning."""
    for seed in range(6):
        for each in world(seed).call(_tool(catalogue, "health_fitness/listWorkouts"), {}).result["workouts"]:
            assert 6 <= int(each["startedAt"][11:13]) <= 21


def test_a_refill_is_paid_where_the_pharmacy_is(catalogue: list[Tool]) -> None:
    """Who asks for a refill in Tokyo pays in yen, wherever they live."""
    names = ("listPrescriptions", "findPharmacies", "requestRefill")
    listed, find, refill = (_tool(catalogue, f"health_fitness/{name}") for name in names)
    for seed in range(4):
        here = world(seed)
        own = here.call(listed, {}).result["prescriptions"][0]["prescriptionId"]
        there = here.call(find, {"city": "Tokyo"}).result["pharmacies"][0]["pharmacyId"]
        assert here.call(refill, {"prescriptionId": own, "pharmacyId": there}).result["currency"] == "JPY"
