"""How a word in Greek letters sounds to a reader of modern Greek."""

from models.words.readings.rules import Rules, Sound

_LETTERS = {
    "α": "a", "β": "v", "γ": "ɣ", "δ": "ð", "ε": "e", "ζ": "z", "η": "i", "θ": "θ", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "ks", "ο": "o", "π": "p", "ρ": "r",
    "σ": "s", "τ": "t", "υ": "i", "φ": "f", "χ": "x", "ψ": "ps", "ω": "o",
}  # fmt: skip
RULES = Rules([
    (r"αι", "e"), (r"ει|οι|υι", "i"), (r"ου", "u"), (r"αυ(?=[θκξπστφχψ]|$)", "af"), (r"αυ", "av"), (r"ευ(?=[θκξπστφχψ]|$)", "ef"), (r"ευ", "ev"),
    (r"μπ", "b"), (r"ντ", "d"), (r"γκ|γγ", "g"), (r"τζ", "J"), (r"γ(?=[ιεηυ])", "j"), *((f"{c}{c}|{c}", p) for c, p in _LETTERS.items()), (r"\d", ""),
])  # fmt: skip
_READABLE = frozenset(_LETTERS) | frozenset("0123456789")


def read(form: str) -> list[Sound]:
    """Return what a Greek reader says."""
    if any(c not in _READABLE for c in form):
        return []
    phones = RULES.read(form)
    return [Sound(phones)] if phones else []
