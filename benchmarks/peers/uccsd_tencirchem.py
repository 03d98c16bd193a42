"""TenCirChem's UCCSD-VQE (civector engine). Reads {"atoms": [[symbol, x, y, z]…]} in Å, prints one JSON line."""

import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
from tencirchem import UCCSD, M  # noqa: E402

atoms = json.load(sys.stdin)["atoms"]
# One small molecule first: its run compiles what the engine compiles once, which is set-up, not the job.
UCCSD(M(atom=[["H", 0, 0, 0], ["H", 0, 0, 0.74]]), engine="civector").kernel()

start = time.perf_counter()
solver = UCCSD(M(atom=atoms), engine="civector")
energy = solver.kernel()
seconds = time.perf_counter() - start
print(
    json.dumps(
        {
            "energy": energy,
            "exact": solver.e_fci,
            "seconds": seconds,
            "optimisationSeconds": solver.opt_res.opt_time,
            "parameters": solver.n_params,
            "evaluations": int(solver.opt_res.nfev),
        }
    )
)
