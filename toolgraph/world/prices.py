"""What things usually cost, and what currencies are worth."""

from __future__ import annotations

# Usual prices of one such thing, in a currency of the size of the euro.
PRICES = {
    "film": (8, 17), "theater": (8, 17), "theatre": (15, 90), "meal": (12, 45), "bus": (9, 65), "house": (90, 780),
    "flight": (60, 900), "train": (15, 140), "hotel": (70, 320), "room": (80, 900), "car": (40, 420), "ticket":
    (12, 120), "concert": (20, 140), "showtime": (9, 18), "seat": (8, 45), "restaurant": (12, 80), "book": (8,
    35), "account": (200, 9000), "transaction": (4, 180), "invoice": (80, 2400), "bill": (20, 240), "transfer":
    (20, 1200), "budget": (100, 900), "salary": (2400, 7800), "order": (15, 260), "booking": (90, 1400), "trip":
    (300, 2600), "ticker": (8, 420), "product": (6, 180), "loan": (4000, 45_000), "principal": (2000, 60_000),
    "principle": (2000, 60_000),
    "investment": (1000, 25_000), "basic": (1800, 5200), "allowance": (100, 900),
    "revenue": (20_000, 400_000), "equity": (20_000, 300_000), "mortgage": (90_000, 400_000), "property": (120_000,
    600_000), "deposit": (500, 12_000), "deal": (2000, 60_000), "income": (1800, 6200), "debt": (1000, 30_000),
}  # fmt: skip
PRICE_ANY = (5, 250)
# What is small beside the price of the thing itself.
SMALL = frozenset("fee tax tip".split())
PRICES |= dict.fromkeys(SMALL, (2, 45))
RATES = {  # local units worth about one euro
    "EUR": 1.0, "USD": 1.08, "GBP": 0.85, "CHF": 0.95, "DKK": 7.46, "SEK": 11.3, "NOK": 11.6, "PLN": 4.3, "CZK":
    25.2, "HUF": 395.0, "TRY": 37.0, "CAD": 1.48, "MXN": 19.8, "BRL": 5.9, "ARS": 1050.0, "CLP": 1010.0, "COP":
    4400.0, "PEN": 4.05, "ZAR": 19.6,
    "KES": 140.0, "EGP": 53.0, "MAD": 10.7, "NGN": 1700.0, "AED": 3.97, "ILS":
    4.0, "INR": 91.0, "SGD": 1.45, "THB": 37.5, "VND": 27000.0, "IDR": 17200.0, "MYR": 4.8, "JPY": 163.0, "KRW":
    1480.0, "CNY": 7.7, "HKD": 8.4, "TWD": 35.0, "AUD": 1.65, "NZD": 1.8, "ISK": 150.0, "RON": 4.98,
    "BGN": 1.956, "UAH": 45.0, "PHP": 62.0, "SAR": 4.05, "QAR": 3.93, "KWD": 0.33, "PKR": 302.0, "BDT": 130.0,
    "LKR": 322.0, "GHS": 16.0, "TZS": 2750.0, "UGX": 3950.0, "XOF": 656.0, "UYU": 43.0, "CRC": 550.0,
}  # fmt: skip
