"""Qulacs. Protocol: circuits_common.py."""

import numpy as np
import qulacs
from qulacs import DensityMatrix, NoiseSimulator, Observable, ParametricQuantumCircuit, QuantumCircuit, QuantumState
from qulacs.gate import DenseMatrix, DepolarizingNoise, TwoQubitDepolarizingNoise

from circuits_common import fastest, serve


def add_gate(circuit, name, qubits, angles):
    if name == "rx":
        circuit.add_RX_gate(qubits[0], -angles[0])
    elif name == "ry":
        circuit.add_RY_gate(qubits[0], -angles[0])
    elif name == "rz":
        circuit.add_RZ_gate(qubits[0], -angles[0])
    elif name == "h":
        circuit.add_H_gate(qubits[0])
    elif name == "cx":
        circuit.add_CNOT_gate(qubits[0], qubits[1])
    elif name == "swap":
        circuit.add_SWAP_gate(qubits[0], qubits[1])
    elif name == "u":
        circuit.add_U3_gate(qubits[0], angles[0], angles[1], angles[2])
    elif name == "cp":
        gate = DenseMatrix(qubits[1], [[1, 0], [0, np.exp(1j * angles[0])]])
        gate.add_control_qubit(qubits[0], 1)
        circuit.add_gate(gate)
    elif name == "unitary":
        size = 2 ** len(qubits)
        matrix = np.array(angles[0]).reshape(size, size) + 1j * np.array(angles[1]).reshape(size, size)
        circuit.add_gate(DenseMatrix(qubits, matrix))
    else:
        raise ValueError(name)


def build(description, noise=None):
    circuit = QuantumCircuit(description["qubits"])
    for name, qubits, angles in description["gates"]:
        add_gate(circuit, name, qubits, angles)
        if noise is not None:
            if len(qubits) == 1:
                circuit.add_gate(DepolarizingNoise(qubits[0], noise["one"] * 3 / 4))
            else:
                circuit.add_gate(TwoQubitDepolarizingNoise(qubits[0], qubits[1], noise["two"] * 15 / 16))
    return circuit


def state(workload):
    circuit = build(workload["circuit"])
    vector = QuantumState(workload["circuit"]["qubits"])

    def run():
        vector.set_zero_state()
        circuit.update_quantum_state(vector)

    return fastest(run)


def latency(workload):
    circuit = build(workload["circuit"])
    vector = QuantumState(workload["circuit"]["qubits"])

    def run():
        for _ in range(workload["repeats"]):
            vector.set_zero_state()
            circuit.update_quantum_state(vector)

    return fastest(run)


def gradient(workload):
    description = workload["circuit"]
    circuit = ParametricQuantumCircuit(description["qubits"])
    for name, qubits, angles in description["gates"]:
        if name == "rx":
            circuit.add_parametric_RX_gate(qubits[0], -angles[0])
        elif name == "rz":
            circuit.add_parametric_RZ_gate(qubits[0], -angles[0])
        else:
            add_gate(circuit, name, qubits, angles)
    observable = Observable(description["qubits"])
    for coefficient, letters in workload["observable"]:
        observable.add_operator(coefficient, letters)
    return fastest(lambda: circuit.backprop(observable))


def density(workload):
    circuit = build(workload["circuit"], workload["noise"])
    matrix = DensityMatrix(workload["circuit"]["qubits"])

    def run():
        matrix.set_zero_state()
        circuit.update_quantum_state(matrix)

    return fastest(run)


def trajectories(workload):
    circuit = build(workload["circuit"], workload["noise"])
    vector = QuantumState(workload["circuit"]["qubits"])

    def run():
        vector.set_zero_state()
        NoiseSimulator(circuit, vector).execute(workload["shots"])

    return fastest(run)


serve(
    f"Qulacs {qulacs.__version__}",
    {"state": state, "latency": latency, "gradient": gradient, "density": density, "trajectories": trajectories},
)
