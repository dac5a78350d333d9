"""What a dish is made of: a recipe for lemon chicken has chicken in it, its steps are of that, and so is its energy."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked, ParamPlan
from toolgraph.world.figures import figures, own_leaves, put
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

# By words of a title, the first that fits: kilocalories of a portion, what two portions need, and what is done.
_TABLE = """
mushroom risotto; 560; 200 g risotto rice, 250 g mushrooms, 1 onion, 40 g parmesan; Fry the onion and the mushrooms.\
 Add the rice and the stock, ladle by ladle. Stir in the parmesan.
lemon chicken; 520; 300 g chicken breast, 1 lemon, 2 cloves of garlic, 200 g rice; Brown the chicken on both sides.\
 Add the garlic and the lemon juice and simmer for ten minutes. Serve with rice.
lentil; 380; 180 g red lentils, 2 carrots, 1 onion, 1 tsp cumin; Fry the onion and the carrots. Add the lentils and\
 the stock and simmer for twenty minutes. Season with cumin.
pad thai; 610; 180 g rice noodles, 150 g prawns, 2 eggs, 100 g bean sprouts; Soak the noodles. Fry the prawns and the\
 eggs. Toss everything with the sauce and the bean sprouts.
lasagne; 590; 6 lasagne sheets, 2 courgettes, 400 g chopped tomatoes, 125 g mozzarella; Fry the vegetables. Layer\
 them with the sheets and the tomatoes. Bake for thirty minutes.
taco; 480; 300 g white fish, 6 small tortillas, 150 g red cabbage, 1 lime; Fry the fish in pieces. Warm the tortillas.\
 Fill them with fish, cabbage and lime juice.
ramen; 640; 250 g beef, 200 g ramen noodles, 2 eggs, 1 l stock; Simmer the stock. Boil the noodles and the eggs. Slice\
 the beef and add it to the bowls.
greek salad; 340; 200 g feta, 4 tomatoes, 1 cucumber, 80 g olives; Cut the vegetables. Crumble the feta over them.\
 Dress with oil and oregano.
pumpkin; 430; 400 g pumpkin, 1 onion, 200 ml coconut milk, 200 g rice; Fry the onion and the pumpkin. Add the coconut\
 milk and simmer for fifteen minutes. Serve with rice.
sweet potato; 440; 2 sweet potatoes, 1 onion, 200 ml coconut milk, 100 g peas; Fry the onion and the sweet potatoes.\
 Add the coconut milk and simmer for fifteen minutes. Stir in the peas.
apple; 410; 4 apples, 100 g flour, 60 g butter, 50 g sugar; Slice the apples into a dish. Rub flour, butter and sugar\
 into crumbs. Bake for half an hour.
shakshuka; 390; 400 g chopped tomatoes, 4 eggs, 1 red pepper, 1 onion; Fry the onion and the pepper. Add the tomatoes\
 and simmer for ten minutes. Let the eggs set in the sauce.
pizza; 720; 300 g pizza dough, 150 g tomato sauce, 125 g mozzarella, 8 basil leaves; Roll out the dough. Spread the\
 sauce and the mozzarella on it. Bake for ten minutes and add the basil.
chickpea; 480; 240 g chickpeas, 1 onion, 200 ml coconut milk, 1 tbsp curry powder; Fry the onion until golden. Add the\
 chickpeas, the curry powder and the coconut milk and simmer for ten minutes. Serve with rice.
salmon; 540; 2 salmon fillets, 1 bulb of fennel, 1 lemon, 300 g potatoes; Boil the potatoes. Fry the fennel until soft.\
 Fry the salmon for four minutes on each side.
spinach; 450; 200 g spinach, 150 g flour, 2 eggs, 250 ml milk; Mix flour, eggs and milk. Stir in the chopped spinach.\
 Fry thin pancakes until golden.
"""
_DISHES = tuple(
    (word, float(kcal), needs.split(", "), [f"{step.rstrip('.')}." for step in done.split(". ")])
    for word, kcal, needs, done in (line.split("; ", 3) for line in _TABLE.strip().split("\n"))
)
_CALLED = {"salmon": "Salmon with fennel", "chickpea": "Chickpea curry", "spinach": "Spinach pancakes",
           "lentil": "Lentil soup", "sweet potato": "Sweet potato curry", "lasagne": "Vegetable lasagne",
           "pumpkin": "Pumpkin curry", "apple": "Apple crumble", "taco": "Fish tacos", "ramen": "Beef ramen",
           "pizza": "Margherita pizza"}  # fmt: skip
_FORMS = ("{}", "Quick {}", "{} for two", "Grandma's {}", "{} with herbs")
_INGREDIENTS, _STEPS = frozenset(("ingredient",)), frozenset("step instruction direction method".split())
_KCALS = frozenset(("kcal", "calorie"))


def _dish_of(record: Record) -> tuple[str, float, list[str], list[str]] | None:
    title = next((v.lower() for k in ("title", "name") if isinstance(v := record.facts.get(k), str)), "")
    return next((each for each in _DISHES if each[0] in title), None)


def of_a_recipe(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the ingredients, the steps and the energy of a dish that is known be those of that, in place."""
    dish = _dish_of(record)
    if dish is None or record.made:
        return
    _, kcal, lines, done = dish
    for own in figures(part, out):
        if _KCALS & set(own.leaf.tokens) and own.leaf.key not in kept:
            put(out, record, own, round(kcal * record.scene.rng.uniform(0.93, 1.07)))
    for name, inner in part.props:
        leaf = inner.item.leaf if inner.kind == "list" and inner.item is not None else None
        if leaf is None or leaf.type != "string" or inner.key in kept or name not in out:
            continue
        told = lines if _INGREDIENTS & set(inner.key.split()) else done if _STEPS & set(inner.key.split()) else []
        texts: list[JsonValue] = [each for each in told if leaf.check(each)]
        if texts:
            out[name] = record.facts[inner.key] = texts


def with_ingredient(record: Record, leaves: Iterable[LeafPlan], asked: Asked, number: int) -> None:
    """Let a recipe that is looked for by something to use be one of the dishes that need it."""
    if record.head != "recipe":
        return
    asked_for = (v.lower() for p, v in asked.equal if _INGREDIENTS & set(p.key.split()) and isinstance(v, str))
    wanted = next(asked_for, "").rstrip("s")
    dishes = [word for word, _, lines, _ in _DISHES if wanted and any(wanted in each.lower() for each in lines)]
    dishes.sort(key=lambda word: wanted not in word)
    title = next((leaf for leaf in leaves if leaf.key in ("title", "name")), None)
    if not dishes or title is None:
        return
    word = dishes[number % len(dishes)]
    name = _FORMS[number // len(dishes) % len(_FORMS)].format(_CALLED.get(word, word.capitalize()))
    name = name[:1] + name[1:].lower()
    if title.check(name):
        record.facts.setdefault(title.key, name)


def needs(record: Record, param: ParamPlan, value: JsonValue) -> bool:
    """Whether a dish needs what somebody wants to use; so does any of which nobody knows what it needs."""
    if record.head != "recipe" or not _INGREDIENTS & set(param.key.split()):
        return True
    dish = _dish_of(record)
    return dish is None or any(str(value).lower().rstrip("s") in each.lower() for each in dish[2])


def tells_recipe(part: Part) -> bool:
    """Whether an object is a recipe."""
    return part.entity is not None and part.entity.head == "recipe" and any(own_leaves(part))
