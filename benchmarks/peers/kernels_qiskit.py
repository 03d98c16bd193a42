"""Qiskit Machine Learning's state-vector kernel. Protocol: kernels_common.py."""

from importlib.metadata import version

from qiskit.circuit.library import zz_feature_map
from qiskit_machine_learning.kernels import FidelityStatevectorKernel

from kernels_common import serve


def prepare_kernel(qubits):
    feature_map = zz_feature_map(qubits, reps=2, entanglement="full")

    def kernel(left, right):
        # A new object: the kernel keeps the states it has seen.
        return FidelityStatevectorKernel(feature_map=feature_map, cache_size=4096).evaluate(left, right), None

    return kernel


serve(f"Qiskit Machine Learning {version('qiskit_machine_learning')}", prepare_kernel)
