"""Food, medicine and blood: what a food holds, how a medicine is taken, between which values one should be."""

from __future__ import annotations

from tests.world.tools import INTEGER, NUMBER, PERSON, STRING, make, many, thing, world

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


def test_a_report_measures_what_its_title_says() -> None:
    """No allergy panel is of the thyroid, and most reports have nothing out of range."""
    names = {"type": "string", "examples": ["TSH", "Ferritin", "Haemoglobin", "25-OH vitamin D"]}
    titles = {"type": "string", "examples": ["Blood count", "Thyroid", "Allergy panel"]}
    value = many(name=names, measured=NUMBER, unit={"type": "string", "examples": ["mU/L"]}, low=NUMBER, high=NUMBER)
    listed = make(
        "listLabReports", {}, thing(reports=many(labReportId=STRING, title=titles, outOfRangeCount={**INTEGER}))
    )
    get = make("getLabReport", {"labReportId": STRING}, thing(labReportId=STRING, title=titles, values=value))
    first = {"Blood count": "Haemoglobin", "Thyroid": "TSH", "Allergy panel": "Total IgE"}
    counts = []
    for seed in range(8):
        clinic = world(seed)
        for report in clinic.call(listed, {}).result["reports"]:
            counts.append(report["outOfRangeCount"])
            shown = clinic.call(get, {"labReportId": report["labReportId"]}).result
            assert shown["values"][0]["name"] == first[shown["title"]]
    assert 0 in counts
    assert max(counts) <= 2


def test_who_ordered_a_report_is_the_doctor_beside() -> None:
    """A name that only tells a deed is that of the person whose identifier stands beside it."""
    doctor = {"type": "string", "pattern": "^doc_[0-9]{5}$"}
    by = {"type": "string", "description": "Name of the doctor"}
    get = make("getLabReport", {"labReportId": STRING}, thing(labReportId=STRING, doctorId=doctor, orderedBy=by))
    show = make("getDoctor", {"doctorId": doctor}, thing(doctorId=doctor, name=by))
    for seed in range(6):
        clinic = world(seed)
        report = clinic.call(get, {"labReportId": "lab_1"}).result
        assert clinic.call(show, {"doctorId": report["doctorId"]}).result["name"] == report["orderedBy"]


def test_each_medicine_is_prescribed_once_by_a_doctor() -> None:
    """And taken as it comes: nobody takes two puffs of a tablet, or prescribes themselves something."""
    names = ["Cetirizine 10 mg", "Ibuprofen 400 mg", "Salbutamol inhaler", "Ramipril 5 mg", "Vitamin D 20 µg"]
    medicine = {"type": "string", "examples": names}
    dosage = {"type": "string", "examples": ["one tablet in the evening", "two puffs when needed"]}
    by = {"type": "string", "description": "Name of the doctor"}
    listed = many(prescriptionId=STRING, medicine=medicine, dosage=dosage, prescribedBy=by)
    get = make("listPrescriptions", {}, thing(prescriptions=listed), description="List my prescriptions")
    for seed in range(8):
        shown = world(seed).call(get, {}).result["prescriptions"]
        assert len({each["medicine"] for each in shown}) == len(shown)
        for each in shown:
            assert ("puffs" in each["dosage"]) == ("inhaler" in each["medicine"])
            assert each["prescribedBy"] != PERSON.name


def test_a_day_has_one_dinner() -> None:
    """Snacks may be several."""
    which = {"type": "string", "enum": ["breakfast", "lunch", "dinner", "snack"]}
    meals = many(mealEntryId=STRING, meal=which, energyKcal=INTEGER)
    get = make("getNutritionSummary", {"date": STRING}, thing(date=STRING, meals=meals))
    for seed in range(8):
        told = [
            m["meal"] for m in world(seed).call(get, {"date": "2026-11-20"}).result["meals"] if m["meal"] != "snack"
        ]
        assert len(set(told)) == len(told)


def test_one_refill_fewer_is_left_once_one_is_asked_for() -> None:
    """Told to whoever lists the prescriptions again."""
    rx = {"type": "string", "pattern": "^rx_[0-9]{6}$"}
    listed = many(prescriptionId=rx, medicine=STRING, dosage=STRING, refillsLeft={**INTEGER, "minimum": 0})
    get = make("listPrescriptions", {}, thing(prescriptions=listed), description="List my prescriptions")
    ask = make("requestRefill", {"prescriptionId": rx}, thing(refillId=STRING), description="Ask for a refill")
    clinic = world(2)
    first = clinic.call(get, {}).result["prescriptions"][0]
    clinic.call(ask, {"prescriptionId": first["prescriptionId"]})
    after = next(
        p for p in clinic.call(get, {}).result["prescriptions"] if p["prescriptionId"] == first["prescriptionId"]
    )
    assert after["refillsLeft"] == first["refillsLeft"] - 1
