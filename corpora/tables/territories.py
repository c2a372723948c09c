"""Where a right has effect: regional offices and what they cover, with the date from which it is so."""

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU = tuple(_EU.split())
REGIONS: dict[str, tuple[str, ...]] = {
    "EM": EU,  # EU trade mark, Regulation (EU) 2017/1001, art. 1(2)
    "BX": ("BE", "NL", "LU"),  # Benelux Convention on Intellectual Property, art. 1.16
    "OA": (
        "BF",
        "BJ",
        "CF",
        "CG",
        "CI",
        "CM",
        "GA",
        "GN",
        "GQ",
        "GW",
        "KM",
        "ML",
        "MR",
        "NE",
        "SN",
        "TD",
        "TG",
    ),  # Bangui Agreement (OAPI)
}
WORLD = "001"  # UN M49: a list that claims no territory in particular


def covered(territory: str) -> tuple[str, ...]:
    """Return the territory itself and every country that it covers."""
    return (territory, *REGIONS.get(territory, ()))
