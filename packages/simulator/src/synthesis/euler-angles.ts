import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gate } from "../circuit/operation.ts";
import type { GateOperation } from "../circuit/operation.ts";

/** U = e^(i·phase) · Rz(phi) · Ry(theta) · Rz(lambda), angles in radians, theta in [0, π]. */
export interface EulerAngles {
  readonly theta: number;
  readonly phi: number;
  readonly lambda: number;
  readonly phase: number;
}

/** Gates that one-qubit unitaries are written in: see {@link oneQubitGates}. */
export const eulerBases = ["u", "zyz", "zxz", "xyx", "zsx"] as const;
export type EulerBasis = (typeof eulerBases)[number];

/** Gates and the global phase (radians) that they leave out. */
export interface PhasedGates {
  readonly gates: readonly GateOperation[];
  readonly phase: number;
}

/** Angles closer than this to a special value take it: far below rounding of a product of gates. */
export const angleTolerance = 1e-14;

/**
 * The Euler angles of a 2×2 unitary, global phase included: U = e^(iα) Rz(φ) Ry(θ) Rz(λ).
 * Where U is diagonal (θ = 0) or antidiagonal (θ = π) one of φ, λ is free; then λ = 0.
 */
export function eulerAngles({ real, imaginary }: ComplexMatrix): EulerAngles {
  const argument = (at: number): number => Math.atan2(imaginary[at], real[at]);
  const c = Math.hypot(real[0], imaginary[0]);
  const s = Math.hypot(real[2], imaginary[2]);
  const theta = 2 * Math.atan2(s, c);
  // U₀₀ = e^(iα) e^(−i(φ+λ)/2) cos, U₁₁ = e^(iα) e^(i(φ+λ)/2) cos, U₁₀ = e^(iα) e^(i(φ−λ)/2) sin, U₀₁ = −….
  if (s <= angleTolerance) {
    const [a, d] = [argument(0), argument(3)];
    return { theta: 0, phi: wrapAngle(d - a), lambda: 0, phase: a + wrapAngle(d - a) / 2 };
  }
  const lower = argument(2);
  if (c <= angleTolerance) {
    const upper = Math.atan2(-imaginary[1], -real[1]);
    return {
      theta: Math.PI,
      phi: wrapAngle(lower - upper),
      lambda: 0,
      phase: upper + wrapAngle(lower - upper) / 2,
    };
  }
  // The larger entries fix φ + λ or φ − λ and the phase; arguments of the smaller ones carry more rounding and are used once.
  const corner = argument(0);
  const phi = wrapAngle(lower - corner);
  if (c >= s) {
    const lambda = wrapAngle(argument(3) - corner - phi);
    return { theta, phi, lambda, phase: corner + (phi + lambda) / 2 };
  }
  const upper = Math.atan2(-imaginary[1], -real[1]);
  const lambda = wrapAngle(phi - (lower - upper));
  return { theta, phi, lambda, phase: lower - (phi - lambda) / 2 };
}

/** The angle plus a multiple of 2π that lies in (−π, π]. */
export function wrapAngle(angle: number): number {
  const turned = angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
  return turned <= -Math.PI + angleTolerance ? turned + 2 * Math.PI : turned;
}

const isZero = (angle: number): boolean => Math.abs(angle) <= angleTolerance;

/** rz of an angle brought into (−π, π]; a whole turn is the phase −1. No gate for 0. */
function wrappedRotation(name: "rx" | "ry" | "rz", angle: number, qubit: number): PhasedGates {
  const wrapped = wrapAngle(angle);
  const turns = Math.round((angle - wrapped) / (2 * Math.PI));
  return {
    gates: isZero(wrapped) ? [] : [gate(name, [qubit], [wrapped])],
    phase: turns % 2 === 0 ? 0 : Math.PI,
  };
}

function join(phase: number, ...parts: readonly PhasedGates[]): PhasedGates {
  return {
    gates: parts.flatMap(({ gates }) => gates),
    phase: wrapAngle(parts.reduce((sum, part) => sum + part.phase, phase)),
  };
}

/**
 * The gates of a 2×2 unitary on a qubit, first to last, and the phase that makes the product exact: U = e^(i·phase)·gates.
 *
 * Bases: `u` one gate u; `zyz` rz·ry·rz; `zxz` rz·rx·rz; `xyx` rx·ry·rx; `zsx` rz, sx and (`withX`) x, at most two sx
 * (u(θ,φ,λ) = e^(…) Rz(φ+π)·√X·Rz(θ+π)·√X·Rz(λ), one √X for θ = π/2, none for θ = 0). Factors that are 1 are left out.
 * Source: McKay et al., Phys. Rev. A 96, 022330 (2017), equation 6.
 */
export function oneQubitGates(
  matrix: ComplexMatrix,
  qubit: number,
  basis: EulerBasis,
  { withX = true }: { readonly withX?: boolean } = {},
): PhasedGates {
  const half = Math.PI / 2;
  if (basis === "xyx") {
    // H maps X → Z, Z → X and Y → −Y: U = H (e^(iα) Rz Ry Rz) H = e^(iα) Rx(φ) Ry(−θ) Rx(λ).
    const { theta, phi, lambda, phase } = eulerAngles(conjugateByH(matrix));
    if (isZero(theta)) return join(phase, wrappedRotation("rx", phi + lambda, qubit));
    return join(
      phase,
      wrappedRotation("rx", lambda, qubit),
      wrappedRotation("ry", -theta, qubit),
      wrappedRotation("rx", phi, qubit),
    );
  }
  const { theta, phi, lambda, phase } = eulerAngles(matrix);
  const z = (angle: number): PhasedGates => wrappedRotation("rz", angle, qubit);
  const sx: PhasedGates = { gates: [gate("sx", [qubit])], phase: 0 };
  switch (basis) {
    case "u": {
      if (isZero(theta) && isZero(wrapAngle(phi + lambda)))
        return { gates: [], phase: wrapAngle(phase - (phi + lambda) / 2) };
      return {
        gates: [gate("u", [qubit], isZero(theta) ? [0, 0, phi + lambda] : [theta, phi, lambda])],
        phase: wrapAngle(phase - (phi + lambda) / 2),
      };
    }
    case "zyz":
      if (isZero(theta)) return join(phase, z(phi + lambda));
      return join(phase, z(lambda), wrappedRotation("ry", theta, qubit), z(phi));
    case "zxz":
      // Ry(θ) = Rz(π/2) Rx(θ) Rz(−π/2).
      if (isZero(theta)) return join(phase, z(phi + lambda));
      return join(phase, z(lambda - half), wrappedRotation("rx", theta, qubit), z(phi + half));
    case "zsx":
      if (isZero(theta)) return join(phase, z(phi + lambda));
      if (withX && isZero(theta - Math.PI)) {
        // Ry(π) = −iY = Z·X up to nothing: Ry(π) = Rz(π/2)(−iX)Rz(−π/2) = −iX·Rz(−π).
        const x: PhasedGates = { gates: [gate("x", [qubit])], phase: 0 };
        return join(phase - half, z(lambda - phi - Math.PI), x);
      }
      if (isZero(theta - half)) {
        // Ry(π/2) = Rz(π/2) Rx(π/2) Rz(−π/2) and √X = e^(iπ/4) Rx(π/2).
        return join(phase - half / 2, z(lambda - half), sx, z(phi + half));
      }
      // Rz(π) Rx(π/2) Rz(θ+π) Rx(π/2) = −Ry(θ)·… : Ry(θ) = Rx(−π/2) Rz(θ) Rx(π/2), Rx(−π/2) = −Rz(π) Rx(π/2) Rz(π) up to −1.
      return join(phase - half, z(lambda), sx, z(theta + Math.PI), sx, z(phi + Math.PI), {
        gates: [],
        phase: Math.PI,
      });
  }
}

function conjugateByH({ real, imaginary }: ComplexMatrix): ComplexMatrix {
  const conjugate = ([a, b, c, d]: Float64Array): Float64Array =>
    Float64Array.of((a + b + c + d) / 2, (a - b + c - d) / 2, (a + b - c - d) / 2, (a - b - c + d) / 2);
  return { size: 2, real: conjugate(real), imaginary: conjugate(imaginary) };
}
