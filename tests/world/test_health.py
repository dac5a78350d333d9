"""Food, medicine and blood: what a food holds, how a medicine is taken, between which values one should be."""

from __future__ import annotations

from tests.world.tools import INTEGER, NUMBER, STRING, make, many, thing, world

GRAMS = {**NUMBER, "minimum": 0, "maximum": 100}


def test_an_apple_has_little_protein() -> None:
    """A known food nourishes as it does, and its energy follows from that."""
    food = many(foodId=STRING, name=STRING, energyKcal=INTEGER, proteinG=GRAMS, carbohydratesG=GRAMS, fatG=GRAMS)
    search = make("searchFoods", {"query": STRING}, thing(foods=food))
    for seed in range(6):
        for each in world(seed).call(search, {"query": "apple"}).result["foods"]:
            assert each["proteinG"] < 1
            assert 45 < each["energyKcal"] < 70


def test_nobody_takes_one_tablet_of_an_inhaler() -> None:
    """A medicine is taken in the form in which it comes."""
    medicine = {"type": "string", "examples": ["Salbutamol inhaler"]}
    dosage = {"type": "string", "examples": ["one tablet in the evening", "One tablet twice a day"]}
    listed = many(prescriptionId=STRING, medicine=medicine, dosage=dosage)
    get = make("listPrescriptions", {}, thing(prescriptions=listed))
    for seed in range(6):
        for each in world(seed).call(get, {}).result["prescriptions"]:
            assert ("puffs" in each["dosage"]) == ("inhaler" in each["medicine"])


def test_as_many_values_are_out_of_range_as_the_report_says() -> None:
    """Each is told in its own range, the same when somebody looks again."""
    names = {"type": "string", "examples": ["TSH", "Ferritin", "Haemoglobin", "25-OH vitamin D"]}
    count = {**INTEGER, "minimum": 0, "maximum": 4}
    value = many(name=names, measured=NUMBER, unit={"type": "string", "examples": ["mU/L"]}, low=NUMBER, high=NUMBER)
    listed = make("listLabReports", {}, thing(reports=many(labReportId=STRING, title=STRING, outOfRangeCount=count)))
    get = make("getLabReport", {"labReportId": STRING}, thing(labReportId=STRING, title=STRING, values=value))
    for seed in range(6):
        clinic = world(seed)
        report = clinic.call(listed, {}).result["reports"][0]
        asked = {"labReportId": report["labReportId"]}
        values = clinic.call(get, asked).result["values"]
        odd = sum(not each["low"] <= each["measured"] <= each["high"] for each in values)
        assert odd == min(report["outOfRangeCount"], len(values))
        assert all((each["low"], each["high"]) == (0.4, 4) for each in values if each["name"] == "TSH")
        assert clinic.call(get, asked).result["values"] == values
