"""PySCF's RHF. Reads {"atoms": [[symbol, x, y, z]…], "basis": name} in Å, prints one JSON line."""

import json
import sys
import time

from pyscf import gto, scf

request = json.load(sys.stdin)
molecule = gto.M(atom=request["atoms"], basis=request["basis"], verbose=0, unit="Angstrom")
start = time.perf_counter()
solver = scf.RHF(molecule)
solver.conv_tol = 1e-9
energy = solver.kernel()
print(json.dumps({"energy": energy, "converged": bool(solver.converged), "seconds": time.perf_counter() - start}))
