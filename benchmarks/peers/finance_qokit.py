"""QOKit's C simulator (Python package qokit, Apache-2.0), built from the sources in its package with -O3.

Reads {"workloads": [{"name", "mixer": "x" | "xy-ring", "qubits", "weight"?, "linear", "quadratic", "constant", "gammas",
"betas"}, ...]}, prints one JSON line {"version", "seconds": {name: ...}, "setup": {name: ...}, "energies": {name: ...}}.
The cost of a state is constant + Σ linear[i]·x_i + Σ_{i<j} 2·quadratic[i][j]·x_i·x_j; XY mixers begin with a Dicke state.
"""

import importlib.metadata
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
import numpy as np  # noqa: E402
import qokit.fur.c.csim.libpath as libpath  # noqa: E402

HEADERS = {
    "diagonal.h": "#include <stddef.h>\nvoid apply_diagonal(double*, double*, double, double* const, size_t);\n",
    "fur.h": "#include <stddef.h>\n"
    "void furx(double*, double*, double, unsigned int, size_t);\n"
    "void furx_all(double*, double*, double, unsigned int, size_t);\n"
    "void furxy(double*, double*, double, unsigned int, unsigned int, size_t);\n"
    "void furxy_ring(double*, double*, double, unsigned int, size_t);\n"
    "void furxy_complete(double*, double*, double, unsigned int, size_t);\n",
    "qaoa_fur.h": "#include <stddef.h>\n",
}


def build(folder):
    """The package's wheel holds the C sources without headers and without a library."""
    for name, text in HEADERS.items():
        (Path(folder) / name).write_text(text)
    target = Path(folder) / "libcsim.so"
    sources = sorted(str(path) for path in (libpath.code_dir / "src").glob("*.c"))
    flags = ["-O3", "-march=native", "-std=gnu99", "-fopenmp", "-shared", "-fPIC", "-w", f"-I{folder}"]
    subprocess.run(["cc", *flags, *sources, "-lm", "-o", str(target)], check=True)
    libpath.libpath = target


def cost_vector(workload):
    n = workload["qubits"]
    linear, quadratic = workload["linear"], workload["quadratic"]
    costs = np.full(1, workload["constant"])
    for j in range(n):
        row = np.full(1, linear[j])
        for i in range(j):
            row = np.concatenate([row, row + 2 * quadratic[j * n + i]])
        costs = np.concatenate([costs, costs + row])
    return costs


def dicke_state(n, weight):
    ones = np.zeros(1, dtype=np.int8)
    for _ in range(n):
        ones = np.concatenate([ones, ones + 1])
    state = (ones == weight).astype(float)
    return state / np.sqrt(state.sum())


def measure(workload, simulators):
    start = time.perf_counter()
    n = workload["qubits"]
    simulator = simulators[workload["mixer"]](n, costs=cost_vector(workload))
    # QOKit's phases are exp(−iγC/2).
    gammas = [2 * gamma for gamma in workload["gammas"]]
    state = None if workload["mixer"] == "x" else dicke_state(n, workload["weight"]).astype(complex)

    def run():
        return simulator.simulate_qaoa(gammas, workload["betas"], sv0=state)

    def energy():
        return float(simulator.get_expectation(run()))

    value = energy()
    setup = time.perf_counter() - start
    best = float("inf")
    began = time.perf_counter()
    for _ in range(100):
        before = time.perf_counter()
        energy()
        best = min(best, time.perf_counter() - before)
        if time.perf_counter() - began > 12:
            break
    return best, setup, value


def main():
    with tempfile.TemporaryDirectory() as folder:
        build(folder)
        from qokit.fur.c.qaoa_simulator import QAOAFURXSimulatorC, QAOAFURXYRingSimulatorC

        simulators = {"x": QAOAFURXSimulatorC, "xy-ring": QAOAFURXYRingSimulatorC}
        answer = {"version": f"QOKit {importlib.metadata.version('qokit')}", "seconds": {}, "setup": {}, "energies": {}}
        for workload in json.load(sys.stdin)["workloads"]:
            name = workload["name"]
            answer["seconds"][name], answer["setup"][name], answer["energies"][name] = measure(workload, simulators)
        print(json.dumps(answer))


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    main()
