"""What is told of some numbers in one: sums, means, divisors, powers, and the value of a written expression."""

from __future__ import annotations

import ast
import math
import operator
import statistics
from collections.abc import Callable, Sequence

_LONGEST, _LARGEST = 60, 1e12


def _first_two(of: Callable[[float, float], float]) -> Callable[..., float]:
    return lambda values, *_: of(values[0], values[1]) if len(values) > 1 else of(values[0], values[0])


def _mean(values: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """The mean; weighted where as many weights are told."""
    if weights is None or len(weights) != len(values):
        return statistics.fmean(values)
    return math.fsum(v * w for v, w in zip(values, weights, strict=True)) / math.fsum(weights)


SUMMARIES: dict[str, Callable[..., float]] = {
    "mean": _mean, "average": _mean, "gpa": _mean,
    "median": lambda v, *_: statistics.median(v), "mode": lambda v, *_: statistics.mode(v),
    "sum": lambda v, *_: math.fsum(v), "addition": lambda v, *_: math.fsum(v), "add": lambda v, *_: math.fsum(v),
    "gross": lambda v, *_: math.fsum(v),
    "minimum": lambda v, *_: min(v), "maximum": lambda v, *_: max(v),
    "range": lambda v, *_: max(v) - min(v),
    "deviation": lambda v, *_: statistics.pstdev(v), "variance": lambda v, *_: statistics.pvariance(v),
    "product": lambda v, *_: math.prod(v), "multiply": lambda v, *_: math.prod(v),
    "multiplication": lambda v, *_: math.prod(v),
    "difference": _first_two(operator.sub), "subtract": _first_two(operator.sub),
    "subtraction": _first_two(operator.sub), "divide": _first_two(operator.truediv),
    "division": _first_two(operator.truediv), "quotient": _first_two(operator.truediv),
    "remainder": _first_two(operator.mod), "modulo": _first_two(operator.mod),
    "gcd": lambda v, *_: math.gcd(*(round(x) for x in v)), "lcm": lambda v, *_: math.lcm(*(round(x) for x in v)),
    "divisor": lambda v, *_: math.gcd(*(round(x) for x in v)),
    "squared": lambda v, *_: v[0] ** 2, "square": lambda v, *_: v[0] ** 2, "cube": lambda v, *_: v[0] ** 3,
    "root": lambda v, *_: math.sqrt(v[0]), "power": _first_two(operator.pow),
    "factorial": lambda v, *_: math.factorial(min(round(v[0]), 20)), "absolute": lambda v, *_: abs(v[0]),
    "percentage": _first_two(lambda part, whole: 100 * part / whole),
}  # fmt: skip

_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.Mod: operator.mod,
}  # fmt: skip


def evaluated(expression: str) -> str | None:
    """What an expression of numbers comes to, as a text with at most two decimals; None where it is none."""
    if len(expression) > _LONGEST:
        return None
    try:
        value = _value(ast.parse(expression, mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < _LARGEST else None


def _value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    raise ValueError(ast.unparse(node))
