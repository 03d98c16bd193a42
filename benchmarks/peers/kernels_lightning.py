"""PennyLane Lightning states, NumPy product. Protocol: kernels_common.py."""

import time
from importlib.metadata import version

import numpy as np
import pennylane as qml
from pennylane.tape import QuantumScript

from kernels_common import fidelities, pairs, serve


def prepare_kernel(qubits):
    edges = pairs(qubits)
    device = qml.device("lightning.qubit", wires=qubits)

    def states(rows):
        table = np.empty((len(rows), 2**qubits), dtype=complex)
        for k, row in enumerate(rows.tolist()):
            operations = []
            for _ in range(2):
                operations += [qml.Hadamard(qubit) for qubit in range(qubits)]
                operations += [qml.PhaseShift(2 * row[qubit], qubit) for qubit in range(qubits)]
                operations += [qml.IsingZZ(2 * (np.pi - row[i]) * (np.pi - row[j]), [i, j]) for i, j in edges]
            (table[k],) = device.execute([QuantumScript(operations, [qml.state()])])
        return table

    def kernel(left, right):
        start = time.perf_counter()
        a = states(left)
        b = None if right is None else states(right)
        prepared = time.perf_counter() - start
        return fidelities(a, b), prepared

    return kernel


serve(f"Lightning {version('pennylane_lightning')} + NumPy {np.__version__}", prepare_kernel)
