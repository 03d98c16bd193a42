"""Writes src/basis/data/*.ts from the Python package basis_set_exchange (0.12): python export-basis-sets.py DIRECTORY"""

import sys
from pathlib import Path

import basis_set_exchange as exchange

ELEMENTS = [*range(1, 21), *range(31, 37)]
LETTERS = "spd"


def number(text):
    """Shortest decimal text of the same double."""
    value = repr(float(text))
    return value[:-2] if value.endswith(".0") else value


def shells(name, atomic_number):
    """Lines 'letters exponents | coefficients | …', functions of one exponent split off."""
    lines = []
    for shell in exchange.get_basis(name, elements=[atomic_number])["elements"][str(atomic_number)]["electron_shells"]:
        letters = "".join(LETTERS[l] for l in shell["angular_momentum"])
        exponents, rows = shell["exponents"], shell["coefficients"]
        if len(letters) > 1:
            groups = [(letters, exponents, rows)]
        else:
            groups, contracted = [], []
            for row in rows:
                kept = [index for index, value in enumerate(row) if float(value) != 0]
                if len(rows) > 1 and len(kept) == 1:
                    groups.append((letters, [exponents[kept[0]]], [["1"]]))
                else:
                    contracted.append(row)
            used = [index for index in range(len(exponents)) if any(float(row[index]) != 0 for row in contracted)]
            if contracted:
                groups.insert(
                    0, (letters, [exponents[i] for i in used], [[row[i] for i in used] for row in contracted])
                )
        for group_letters, group_exponents, group_rows in groups:
            parts = [group_exponents, *group_rows]
            lines.append(f"{group_letters} " + " | ".join(" ".join(number(v) for v in part) for part in parts))
    return lines


def table(name, without=None):
    """Lines of every element, less the shells that the set `without` has too."""
    lines = []
    for atomic_number in ELEMENTS:
        try:
            own = shells(name, atomic_number)
        except KeyError:
            continue
        if without:
            inherited = shells(without, atomic_number)
            assert all(line in own for line in inherited), (name, atomic_number)
            own = [line for line in own if line not in inherited]
        if own:
            symbol = exchange.lut.element_sym_from_Z(atomic_number, normalize=True)
            lines += [symbol, *own]
    return lines


def write(directory, file, constant, comment, lines):
    text = "\n".join(lines)
    Path(directory, file).write_text(f"/** {comment} Format: see ../parse.ts. */\nexport const {constant} = `\n{text}\n`;\n")


if __name__ == "__main__":
    target = sys.argv[1]
    write(target, "sto-3g.ts", "sto3g", "STO-3G.", table("sto-3g"))
    write(target, "3-21g.ts", "split321g", "3-21G.", table("3-21g"))
    write(target, "6-31g.ts", "split631g", "6-31G.", table("6-31g"))
    write(target, "6-31g-d.ts", "polarization631gD", "What 6-31G* adds to 6-31G.", table("6-31g*", "6-31g"))
    write(target, "6-31g-p.ts", "polarization631gP", "What 6-31G** adds to 6-31G*.", table("6-31g**", "6-31g*"))
    write(target, "6-311g-d-p.ts", "split6311gDP", "6-311G(d,p).", table("6-311g(d,p)"))
    write(target, "cc-pvdz.ts", "ccPvdz", "cc-pVDZ.", table("cc-pvdz"))
