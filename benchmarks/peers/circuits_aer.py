"""Qiskit Aer. Protocol: circuits_common.py. Its own optimisations (fusion) are left on."""

import os

import numpy as np
import qiskit_aer
from qiskit import QuantumCircuit
from qiskit.circuit.library import UnitaryGate
from qiskit_aer import AerSimulator
from qiskit_aer.noise import NoiseModel, depolarizing_error

from circuits_common import fastest, serve

THREADS = int(os.environ.get("OMP_NUM_THREADS", "2"))


def build(description):
    circuit = QuantumCircuit(description["qubits"])
    for name, qubits, angles in description["gates"]:
        if name == "unitary":
            size = 2 ** len(qubits)
            matrix = np.array(angles[0]).reshape(size, size) + 1j * np.array(angles[1]).reshape(size, size)
            circuit.append(UnitaryGate(matrix), qubits)
        else:
            getattr(circuit, name)(*angles, *qubits)
    return circuit


def noise_model(noise):
    model = NoiseModel()
    model.add_all_qubit_quantum_error(depolarizing_error(noise["one"], 1), ["rx", "ry", "rz", "h", "u"])
    model.add_all_qubit_quantum_error(depolarizing_error(noise["two"], 2), ["cx"])
    return model


def simulated(circuit, **options):
    """Seconds inside the simulator, without the conversion of the circuit and of the result."""
    simulator = AerSimulator(max_parallel_threads=THREADS, **options)
    times = []

    def run():
        result = simulator.run(circuit).result()
        if not result.success:
            raise RuntimeError(result.status)
        times.append(result.results[0].time_taken)

    fastest(run)
    return min(times)


def state(workload):
    circuit = build(workload["circuit"])
    circuit.save_statevector()
    return simulated(circuit, method="statevector")


def latency(workload):
    """Whole calls: what a user of the library waits for."""
    circuit = build(workload["circuit"])
    circuit.save_statevector()
    simulator = AerSimulator(method="statevector", max_parallel_threads=THREADS)
    runs = 20
    return fastest(lambda: [simulator.run(circuit).result() for _ in range(runs)]) * workload["repeats"] / runs


def density(workload):
    circuit = build(workload["circuit"])
    circuit.save_density_matrix()
    return simulated(circuit, method="density_matrix", noise_model=noise_model(workload["noise"]))


def trajectories(workload):
    circuit = build(workload["circuit"])
    circuit.measure_all()
    return simulated(
        circuit, method="statevector", noise_model=noise_model(workload["noise"]), shots=workload["shots"], seed_simulator=1
    )


serve(
    f"Qiskit Aer {qiskit_aer.__version__}",
    {"state": state, "latency": latency, "density": density, "trajectories": trajectories},
)
