"""Qulacs states, NumPy product. Protocol: kernels_common.py."""

import time

import numpy as np
import qulacs
from qulacs import QuantumCircuit, QuantumState

from kernels_common import fidelities, pairs, serve


def prepare_kernel(qubits):
    edges = pairs(qubits)
    state = QuantumState(qubits)

    def states(rows):
        table = np.empty((len(rows), 2**qubits), dtype=complex)
        for k, row in enumerate(rows.tolist()):
            circuit = QuantumCircuit(qubits)
            for _ in range(2):
                for qubit in range(qubits):
                    circuit.add_H_gate(qubit)
                for qubit in range(qubits):
                    circuit.add_U1_gate(qubit, 2 * row[qubit])
                # The fastest of CX RZ CX, CX U1 CX, a rotation about ZZ and a dense gate. RZ has the other sign.
                for i, j in edges:
                    circuit.add_CNOT_gate(i, j)
                    circuit.add_RZ_gate(j, -2 * (np.pi - row[i]) * (np.pi - row[j]))
                    circuit.add_CNOT_gate(i, j)
            state.set_zero_state()
            circuit.update_quantum_state(state)
            table[k] = state.get_vector()
        return table

    def kernel(left, right):
        start = time.perf_counter()
        a = states(left)
        b = None if right is None else states(right)
        prepared = time.perf_counter() - start
        return fidelities(a, b), prepared

    return kernel


serve(f"Qulacs {qulacs.__version__} + NumPy {np.__version__}", prepare_kernel)
