import { gate } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { coordinateTolerance } from "./entanglers.ts";
import type { Entangler } from "./entanglers.ts";

const { PI } = Math;

/** A cx in terms of an entangler other than iswap, up to a phase that is included. */
export function controlledX(
  control: number,
  target: number,
  entangler: Exclude<Entangler, "iswap">,
): Operation[] {
  switch (entangler) {
    case "cx":
      return [gate("cx", [control, target])];
    case "cz":
      return [gate("h", [target]), gate("cz", [control, target]), gate("h", [target])];
    case "ecr":
      // ecr = exp(iπ/4 ZX)·X₀ and cx = e^(iπ/4) Rz(π/2) ⊗ Rx(π/2) · exp(iπ/4 ZX).
      return [
        gate("x", [control]),
        gate("ecr", [control, target]),
        gate("rz", [control], [PI / 2]),
        gate("rx", [target], [PI / 2]),
        gate("gphase", [], [PI / 4]),
      ];
    case "rzz":
    case "rxx": {
      // cx = e^(iπ/4) Rz(π/2) ⊗ Rx(π/2) · exp(iπ/4 ZX).
      const turned = entangler === "rzz" ? target : control;
      return [
        gate("h", [turned]),
        gate(entangler, [control, target], [-PI / 2]),
        gate("h", [turned]),
        gate("rz", [control], [PI / 2]),
        gate("rx", [target], [PI / 2]),
        gate("gphase", [], [PI / 4]),
      ];
    }
  }
}

const isExchange = (x: number, y: number): boolean =>
  Math.abs(x - PI / 4) <= coordinateTolerance && Math.abs(y - PI / 4) <= coordinateTolerance;

/** exp(i(x XX + y YY + z ZZ)) with `count` cx. */
export function canonicalFromCx(
  [x, y, z]: readonly [number, number, number],
  count: number,
  a: number,
  b: number,
): Operation[] {
  switch (count) {
    case 0:
      return [];
    case 1:
      return [
        gate("h", [a]),
        gate("cx", [a, b]),
        gate("h", [a]),
        gate("rx", [a], [-PI / 2]),
        gate("rx", [b], [-PI / 2]),
        gate("gphase", [], [-PI / 4]),
      ];
    case 2:
      if (y === 0) {
        const turns = [gate("h", [a]), gate("h", [b])];
        return [...turns, gate("cx", [a, b]), gate("rz", [b], [-2 * x]), gate("cx", [a, b]), ...turns];
      }
      if (isExchange(x, y)) {
        return [
          gate("s", [a]),
          gate("s", [b]),
          gate("h", [a]),
          gate("cx", [a, b]),
          gate("cx", [b, a]),
          gate("h", [b]),
        ];
      }
      // cx turns X on its control into XX and Z on its target into ZZ; quarter turns about X exchange ZZ and YY.
      return [
        gate("rx", [a], [-PI / 2]),
        gate("rx", [b], [-PI / 2]),
        gate("cx", [a, b]),
        gate("rx", [a], [-2 * x]),
        gate("rz", [b], [-2 * y]),
        gate("cx", [a, b]),
        gate("rx", [a], [PI / 2]),
        gate("rx", [b], [PI / 2]),
      ];
    default:
      if (isExchange(x, y)) {
        // e^(iπ/4) · swap · rzz(π/2 − 2z), two cx of which cancel.
        return [
          gate("cx", [a, b]),
          gate("rz", [b], [PI / 2 - 2 * z]),
          gate("cx", [b, a]),
          gate("cx", [a, b]),
          gate("gphase", [], [PI / 4]),
        ];
      }
      // The circuit of Vatan and Williams, Phys. Rev. A 69, 032315 (2004), figure 6, with Hadamard gates that turn all cx one
      // way, and with rotations moved along cx until z rotations and √X alone are left between them.
      return [
        gate("rx", [a], [PI / 2]),
        gate("h", [a]),
        gate("h", [b]),
        gate("cx", [a, b]),
        gate("sx", [a]),
        gate("rz", [a], [1.5 * PI - 2 * z]),
        gate("rz", [b], [PI - 2 * x]),
        gate("cx", [a, b]),
        gate("sx", [a]),
        gate("rz", [b], [2 * y - PI]),
        gate("cx", [a, b]),
        gate("rz", [a], [PI / 2]),
        gate("h", [a]),
        gate("rz", [a], [PI / 2]),
        gate("h", [b]),
        gate("z", [b]),
        gate("rz", [b], [PI / 2]),
        gate("gphase", [], [-0.75 * PI]),
      ];
  }
}

/** exp(i(x XX + y YY + z ZZ)) with one rotation for every coordinate that is not 0. */
export function canonicalFromRotations(
  coordinates: readonly [number, number, number],
  count: number,
  entangler: "rzz" | "rxx",
  a: number,
  b: number,
): Operation[] {
  // Turns of both qubits that take the axis to the entangler's own and back.
  const turns =
    entangler === "rzz"
      ? ([["ry", PI / 2], ["rx", -PI / 2], null] as const)
      : ([null, ["rz", PI / 2], ["ry", PI / 2]] as const);
  return coordinates.slice(0, count).flatMap((coordinate, axis): Operation[] => {
    const turn = turns[axis];
    const rotation = gate(entangler, [a, b], [-2 * coordinate]);
    if (!turn) return [rotation];
    const both = (sign: number): Operation[] => [
      gate(turn[0], [a], [sign * turn[1]]),
      gate(turn[0], [b], [sign * turn[1]]),
    ];
    return [...both(1), rotation, ...both(-1)];
  });
}

/** The operations of a cx circuit with each cx replaced by an iswap and the exchange of the qubits that it brings. */
export function throughIswaps(operations: readonly Operation[], a: number, b: number): Operation[] {
  let isExchanged = false;
  const at = (qubit: number): number => (isExchanged ? a + b - qubit : qubit);
  return operations.flatMap((operation): Operation[] => {
    if (operation.gate !== "cx") {
      return [
        { ...operation, qubits: (operation as { qubits: readonly number[] }).qubits.map(at) } as Operation,
      ];
    }
    // swap·cz = iswap·(sdg ⊗ sdg), and the swap is told by the labels from here on.
    const [control, target] = operation.qubits.map(at);
    isExchanged = !isExchanged;
    return [
      gate("h", [target]),
      gate("sdg", [control]),
      gate("sdg", [target]),
      gate("iswap", [control, target]),
      gate("h", [control]),
    ];
  });
}
