"""Calculators of specs that nobody here has seen give what a person would reckon."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world.tools import INTEGER, NUMBER, STRING, make, thing, world

NUMBERS = {"type": "array", "items": NUMBER}
KINDS = {str: STRING, float: NUMBER, int: INTEGER, list: NUMBERS}


def told(value: Any, description: str) -> dict[str, Any]:
    return {**KINDS[type(value)], "description": description}


@pytest.mark.parametrize(
    ("name", "given", "result", "wanted"),
    [
        ("calculate_discount", {"original_price": 80.0, "discount_percentage": 25}, "discount_amount", 20.0),
        ("apply_coupon", {"price": 80.0, "discount_percent": 25}, "discounted_price", 60.0),
        ("calculate_sales_tax", {"amount": 50.0, "tax_rate": 0.08}, "sales_tax", 4.0),
        ("price_with_tax", {"net_price": 50.0, "vat_rate": 20}, "total_price", 60.0),
        ("calculate_tip", {"bill_total": 60.0, "tip_percentage": 15}, "tip_amount", 9.0),
        ("split_bill", {"total_amount": 90.0, "number_of_people": 3}, "amount_per_person", 30.0),
        ("interest_calculator", {"principal": 1000.0, "annual_rate": 5.0, "years": 2}, "interest", 100.0),
        ("compoundInterest", {"principal": 1000.0, "rate": 0.05, "years": 2}, "interest", 102.5),
        ("loan_payment", {"loan_amount": 12000.0, "interest_rate": 0.0, "term_months": 12}, "monthly_payment", 1000.0),
        ("calculate_BMI", {"weight": 81.0, "height": 1.8}, "bmi", 25.0),
        ("calculate_BMI", {"weight": 81.0, "height_cm": 180.0}, "bmi", 25.0),
        ("calculate_speed", {"distance": 120.0, "time": 2.0}, "speed", 60.0),
        ("calculate_pace", {"distance": 10.0, "time_minutes": 50.0}, "pace", 5.0),
        ("calculate_profit", {"expenses": 30.0, "revenue": 100.0}, "profit", 70.0),
        ("area_of_circle", {"radius": 2.0}, "area", 12.57),
        ("surface_area_of_sphere", {"radius": 2.0}, "surface_area", 50.27),
        ("cylinder_surface", {"radius": 2.0, "height": 3.0}, "surface_area", 62.83),
        ("cone_surface_area", {"radius": 3.0, "height": 4.0}, "area", 75.4),
        ("cube_surface_area", {"side_length": 2.0}, "surface_area", 24.0),
        ("cylinder_volume", {"radius": 2.0, "height": 3.0}, "volume", 37.7),
        ("rectangle_perimeter", {"length": 2.0, "width": 3.0}, "perimeter", 10.0),
        ("calculate_mean", {"numbers": [2.0, 3.0, 7.0]}, "result", 4.0),
        ("calculate_gcd", {"num1": 12, "num2": 18}, "gcd", 6.0),
        ("gallon_to_liter", {"gallon": 10.0}, "liter", 37.85),
        ("convert_distance", {"distance": 10.0, "from_unit": "miles", "to_unit": "km"}, "converted_distance", 16.09),
        ("convert_length", {"value": 10.0, "from_unit": "inches", "to_unit": "centimetres"}, "result", 25.4),
        ("convert_temperature", {"value": 300.0, "from_unit": "kelvins", "to_unit": "celsius"}, "result", 26.85),
        ("convert_temperature", {"value": 100.0, "from_unit": "Celsius", "to_unit": "Fahrenheit"}, "result", 212.0),
        ("calculate_age", {"birthdate": "1990-12-01"}, "age", 35.0),
        ("days_between", {"start_date": "2026-03-01", "end_date": "2026-03-31"}, "days", 30.0),
        ("days_between", {"start_date": "2026-03-01", "end_date": "2026-03-01"}, "days", 0.0),
        ("subtract", {"first": 7.0, "second": 7.0}, "difference", 0.0),
        ("percentage_of", {"part": 3.0, "whole": 12.0}, "percentage", 25.0),
    ],
)
def test_a_calculator_gives_what_its_inputs_come_to(
    name: str, given: dict[str, Any], result: str, wanted: float
) -> None:
    """Whatever a calculator is called, its result follows from what the call gives."""
    descriptions = {"rate": "annual rate as a decimal"}
    properties = {key: told(value, descriptions.get(key, "")) for key, value in given.items()}
    tool = make(name, properties, thing(**{result: NUMBER}))
    assert world().call(tool, given).result[result] == wanted


@pytest.mark.parametrize("result", ["percentage", "quotient", "root", "power", "factorial", "deviation"])
@pytest.mark.parametrize("values", [[], [-2.5], [0.0], [0.0, 0.0], [-8.0, 0.5]])
def test_a_calculator_answers_whatever_it_is_given(result: str, values: list[float]) -> None:
    """Too few numbers, noughts and roots of less than nothing get some number."""
    shown = world().call(make("compute", {"values": NUMBERS}, thing(**{result: NUMBER})), {"values": values}).result
    assert isinstance(shown[result], float | int)


def test_an_expression_is_worked_out() -> None:
    """A calculator that takes an expression gives its value."""
    tool = make("calculate", {"expression": STRING}, {"type": "string", "description": "The result."})
    assert world().call(tool, {"expression": "(3 + 4) * 2.5"}).result == "17.5"


def test_several_reductions_are_taken_one_after_the_other() -> None:
    """Of 200, ten percent and then 30 off are 150."""
    kind = thing(type=STRING, value=NUMBER)
    tool = make(
        "discounted_price",
        {"original_price": NUMBER, "discounts": {"type": "array", "items": kind}},
        thing(discounted_price=NUMBER),
    )
    given = {
        "original_price": 200.0,
        "discounts": [{"type": "percentage", "value": 10}, {"type": "amount", "value": 30}],
    }
    assert world().call(tool, given).result["discounted_price"] == 150.0


def test_what_was_given_is_told_as_given() -> None:
    """A converter that repeats the amount and tells the rate reckons neither of them anew."""
    returns = thing(amount=NUMBER, converted_amount=NUMBER, rate=NUMBER, from_currency=STRING, to_currency=STRING)
    currency = {**STRING, "description": "Currency code"}
    tool = make("convert_currency", {"amount": NUMBER, "from": currency, "to": currency}, returns)
    shown = world().call(tool, {"amount": 110.0, "from": "USD", "to": "INR"}).result
    assert shown["amount"] == 110.0
    assert shown["converted_amount"] == pytest.approx(110.0 * shown["rate"], rel=0.01)
