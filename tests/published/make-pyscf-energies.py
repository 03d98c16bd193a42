"""Makes pyscf-energies.json: energies by PySCF that the tests hold ours against. Needs Python, pyscf 2.7.0, basis_set_exchange."""

import json
import math
import sys

import basis_set_exchange
import pyscf
from pyscf import gto, mcscf, mp, scf

T = math.sqrt(1 / 3)  # a tetrahedron's vertices lie at (±1, ±1, ±1)·r·T


def tetrahedral(center, ligand, r):
    d = r * T
    return [[center, 0, 0, 0], [ligand, d, d, d], [ligand, -d, -d, d], [ligand, -d, d, -d], [ligand, d, -d, -d]]


def pyramidal(center, r, angle):
    """XH3 with bond length r and H–X–H angle in degrees."""
    s = 2 * r * math.sin(math.radians(angle) / 2) / math.sqrt(3)
    z = math.sqrt(r * r - s * s)
    return [[center, 0, 0, 0]] + [
        ["H", s * math.cos(2 * math.pi * k / 3), s * math.sin(2 * math.pi * k / 3), -z] for k in range(3)
    ]


def bent(center, r, angle):
    half = math.radians(angle) / 2
    return [[center, 0, 0, 0], ["H", r * math.sin(half), 0, r * math.cos(half)], ["H", -r * math.sin(half), 0, r * math.cos(half)]]


def diatomic(a, b, r):
    return [[a, 0, 0, 0], [b, 0, 0, r]]


closed = {
    "water": bent("O", 0.9572, 104.52),
    "ammonia": pyramidal("N", 1.0116, 106.7),
    "methane": tetrahedral("C", "H", 1.087),
    "hydrogen fluoride": diatomic("H", "F", 0.9168),
    "carbon monoxide": diatomic("C", "O", 1.1282),
    "hydrogen chloride": diatomic("H", "Cl", 1.2746),
    "hydrogen sulfide": bent("S", 1.3356, 92.11),
    "phosphine": pyramidal("P", 1.42, 93.345),
    "silane": tetrahedral("Si", "H", 1.4798),
    "sodium hydride": diatomic("Na", "H", 1.8874),
    "magnesium hydride": [["Mg", 0, 0, 0], ["H", 0, 0, 1.7033], ["H", 0, 0, -1.7033]],
    "aluminium hydride": [["Al", 0, 0, 0]]
    + [["H", 1.574 * math.cos(2 * math.pi * k / 3), 1.574 * math.sin(2 * math.pi * k / 3), 0] for k in range(3)],
    "chlorine": diatomic("Cl", "Cl", 1.9879),
    "argon": [["Ar", 0, 0, 0]],
    "helium": [["He", 0, 0, 0]],
    "neon": [["Ne", 0, 0, 0]],
    "lithium fluoride": diatomic("Li", "F", 1.5639),
    "borane": [["B", 0, 0, 0]]
    + [["H", 1.19 * math.cos(2 * math.pi * k / 3), 1.19 * math.sin(2 * math.pi * k / 3), 0] for k in range(3)],
    "hydroxide": diatomic("O", "H", 0.964),
    "hydronium": pyramidal("O", 0.974, 113.6),
}
charges = {"hydroxide": -1, "hydronium": 1}
# name in Ansatz → (name in PySCF, Cartesian d?)
bases = {
    "sto-3g": ("sto-3g", False),
    "3-21g": ("3-21g", False),
    "6-31g": ("6-31g", False),
    "6-31g*": ("6-31g*", True),
    "6-31g**": ("6-31g**", True),
    "6-311g(d,p)": ("6-311g**", False),
    "cc-pvdz": ("cc-pvdz", False),
}
open_shell = {
    "hydroxyl": (diatomic("O", "H", 0.9697), 0, 2, [(5, 4), (7, 5)]),
    "oxygen": (diatomic("O", "O", 1.2075), 0, 3, [(8, 6)]),
    "methyl": ([["C", 0, 0, 0]] + [["H", 1.079 * math.cos(2 * math.pi * k / 3), 1.079 * math.sin(2 * math.pi * k / 3), 0] for k in range(3)], 0, 2, [(7, 7)]),
    "methylene": (bent("C", 1.0753, 133.93), 0, 3, [(6, 6)]),
    "amidogen": (bent("N", 1.024, 103.4), 0, 2, [(7, 6)]),
    "lithium": ([["Li", 0, 0, 0]], 0, 2, []),
    "nitrogen atom": ([["N", 0, 0, 0]], 0, 4, [(5, 4)]),
    "nitrogen cation": (diatomic("N", "N", 1.1164), 1, 2, [(9, 8)]),
}


def build(atoms, basis, charge, multiplicity):
    name, cartesian = bases[basis]
    functions = {symbol: name for symbol, *_ in atoms}
    if basis == "cc-pvdz":
        # PySCF carries the sets of these elements from before their publication in 2011.
        for symbol in {"Li", "Be", "Na", "Mg"} & set(functions):
            text = basis_set_exchange.get_basis(name, elements=[symbol], fmt="nwchem", header=False)
            functions[symbol] = gto.basis.parse(text, symbol)
    return gto.M(atom=atoms, basis=functions, cart=cartesian, charge=charge, spin=multiplicity - 1, verbose=0, unit="Angstrom")


rows = []
for system, atoms in closed.items():
    for basis in bases:
        molecule = build(atoms, basis, charges.get(system, 0), 1)
        hf = scf.RHF(molecule)
        hf.conv_tol = 1e-12
        rhf = hf.kernel()
        assert hf.converged
        correlation = mp.MP2(hf).kernel()[0] if molecule.nao_nr() > molecule.nelectron // 2 else 0.0
        rows.append(
            {
                "system": system,
                "atomsAngstrom": atoms,
                "charge": charges.get(system, 0),
                "multiplicity": 1,
                "basis": basis,
                "basisFunctions": int(molecule.nao_nr()),
                "rhf": rhf,
                "mp2": rhf + correlation,
                "dipoleDebye": float((hf.dip_moment(verbose=0) ** 2).sum() ** 0.5),
            }
        )
opens = []
for system, (atoms, charge, multiplicity, spaces) in open_shell.items():
    for basis in ("sto-3g", "6-31g", "cc-pvdz"):
        molecule = build(atoms, basis, charge, multiplicity)
        hf = scf.ROHF(molecule)
        hf.conv_tol = 1e-12
        rohf = hf.kernel()
        if not hf.converged:
            hf = hf.newton()
            rohf = hf.kernel()
        assert hf.converged
        spaces_done = []
        for electrons, orbitals in spaces:
            if orbitals > molecule.nao_nr():
                continue
            cas = mcscf.CASCI(hf, orbitals, electrons)
            cas.fcisolver.conv_tol = 1e-12
            cas.fix_spin_(ss=(multiplicity - 1) / 2 * ((multiplicity - 1) / 2 + 1))
            spaces_done.append({"electrons": electrons, "orbitals": orbitals, "casci": float(cas.kernel()[0])})
        opens.append(
            {
                "system": system,
                "atomsAngstrom": atoms,
                "charge": charge,
                "multiplicity": multiplicity,
                "basis": basis,
                "basisFunctions": int(molecule.nao_nr()),
                "rohf": rohf,
                "casci": spaces_done,
            }
        )
with open(sys.argv[1], "w") as file:
    lines = [",\n  ".join(json.dumps(row, separators=(",", ":")) for row in table) for table in (rows, opens)]
    file.write(
        f'{{\n "program": "PySCF {pyscf.__version__}",\n "unit": "hartree",\n'
        f' "closedShell": [\n  {lines[0]}\n ],\n "openShell": [\n  {lines[1]}\n ]\n}}\n'
    )
