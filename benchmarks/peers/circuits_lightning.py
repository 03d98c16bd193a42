"""PennyLane Lightning. Protocol: circuits_common.py."""

from importlib.metadata import version

import numpy as np
import pennylane as qml
from pennylane.tape import QuantumScript

from circuits_common import fastest, serve

GATES = {
    "rx": qml.RX,
    "ry": qml.RY,
    "rz": qml.RZ,
    "h": qml.Hadamard,
    "cx": qml.CNOT,
    "cp": qml.ControlledPhaseShift,
    "swap": qml.SWAP,
    "u": qml.U3,
}


def operations(description):
    wires = description["qubits"]
    listed = []
    for name, qubits, angles in description["gates"]:
        # Wire 0 is the most significant there.
        places = [wires - 1 - qubit for qubit in qubits]
        if name == "unitary":
            size = 2 ** len(qubits)
            matrix = np.array(angles[0]).reshape(size, size) + 1j * np.array(angles[1]).reshape(size, size)
            listed.append(qml.QubitUnitary(matrix, wires=places[::-1]))
        else:
            listed.append(GATES[name](*angles, wires=places))
    return listed


def state(workload):
    device = qml.device("lightning.qubit", wires=workload["circuit"]["qubits"])
    tape = QuantumScript(operations(workload["circuit"]), [qml.expval(qml.Z(0))])
    return fastest(lambda: device.execute([tape]))


def latency(workload):
    device = qml.device("lightning.qubit", wires=workload["circuit"]["qubits"])
    tape = QuantumScript(operations(workload["circuit"]), [qml.expval(qml.Z(0))])
    runs = 50
    return fastest(lambda: [device.execute([tape]) for _ in range(runs)]) * workload["repeats"] / runs


def gradient(workload):
    wires = workload["circuit"]["qubits"]
    device = qml.device("lightning.qubit", wires=wires)
    terms = []
    for coefficient, letters in workload["observable"]:
        words = letters.split()
        factors = [getattr(qml, words[k])(wires - 1 - int(words[k + 1])) for k in range(0, len(words), 2)]
        terms.append(coefficient * (factors[0] if len(factors) == 1 else qml.prod(*factors)))
    tape = QuantumScript(operations(workload["circuit"]), [qml.expval(qml.sum(*terms))])
    tape.trainable_params = list(range(len(tape.get_parameters(trainable_only=False, operations_only=True))))
    return fastest(lambda: device.compute_derivatives([tape]))


serve(
    f"Lightning {version('pennylane_lightning')}",
    {"state": state, "latency": latency, "gradient": gradient},
)
