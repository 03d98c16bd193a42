import type { ComplexMatrix } from "../../circuit/complex-matrix.ts";
import { bindParameter } from "../../circuit/parameter.ts";
import type { ParameterValue, ParameterValues } from "../../circuit/parameter.ts";
import type { TurnPrimitive } from "./primitives.ts";

/** A factor of a product of one-qubit gates: a turn, or a phase e^(iφ) on |1⟩. */
export type OneQubitFactor = TurnPrimitive["turn"] | { readonly axis: "Z"; readonly angle: ParameterValue };

/** Real and imaginary parts of a 2×2 matrix by rows. */
type Matrix2 = Float64Array;

/** left ← factor · left for a 2×2 matrix in 8 numbers (4 real parts, 4 imaginary parts). */
function multiplyFrom(left: readonly number[] | Matrix2, m: Matrix2): void {
  for (let column = 0; column < 2; column++) {
    const [ar, br, ai, bi] = [m[column], m[2 + column], m[4 + column], m[6 + column]];
    m[column] = left[0] * ar - left[4] * ai + left[1] * br - left[5] * bi;
    m[4 + column] = left[0] * ai + left[4] * ar + left[1] * bi + left[5] * br;
    m[2 + column] = left[2] * ar - left[6] * ai + left[3] * br - left[7] * bi;
    m[6 + column] = left[2] * ai + left[6] * ar + left[3] * bi + left[7] * br;
  }
}

function applyFactor(factor: OneQubitFactor, values: ParameterValues, m: Matrix2): void {
  switch (factor.axis) {
    case "H":
      multiplyFrom([Math.SQRT1_2, Math.SQRT1_2, Math.SQRT1_2, -Math.SQRT1_2, 0, 0, 0, 0], m);
      return;
    case "fixed": {
      const { real, imaginary } = factor.matrix;
      multiplyFrom([...real, ...imaginary], m);
      return;
    }
    case "Z": {
      const phi = bindParameter(factor.angle, values);
      multiplyFrom([1, 0, 0, Math.cos(phi), 0, 0, 0, Math.sin(phi)], m);
      return;
    }
    default: {
      const half = bindParameter(factor.angle, values) / 2;
      const [c, s] = [Math.cos(half), Math.sin(half)];
      multiplyFrom(factor.axis === "X" ? [c, 0, 0, c, 0, -s, -s, 0] : [c, -s, s, c, 0, 0, 0, 0], m);
    }
  }
}

/**
 * A product of one-qubit gates as e^(iα) P(φ) RY(θ) P(λ), with P(φ) = diag(1, e^(iφ)). The angles are those of the values
 * bound last.
 */
export class EulerProduct {
  readonly factors: readonly OneQubitFactor[];
  alpha = 0;
  phi = 0;
  theta = 0;
  lambda = 0;
  readonly #matrix = new Float64Array(8);

  constructor(factors: readonly OneQubitFactor[]) {
    this.factors = factors;
  }

  bind(values: ParameterValues): void {
    const m = this.#matrix.fill(0);
    m[0] = m[3] = 1;
    for (const factor of this.factors) applyFactor(factor, values, m);
    const [r00, r01, r10, r11, i00, i01, i10, i11] = m;
    const cosine = Math.hypot(r00, i00);
    const sine = Math.hypot(r10, i10);
    this.theta = 2 * Math.atan2(sine, cosine);
    // Where one of the entries is too small to have a phase, another choice of angles gives the same matrix.
    if (sine < 1e-9 * cosine) {
      this.theta = 0;
      this.alpha = Math.atan2(i00, r00);
      this.lambda = 0;
      this.phi = Math.atan2(i11, r11) - this.alpha;
    } else if (cosine < 1e-9 * sine) {
      this.theta = Math.PI;
      this.alpha = 0;
      this.phi = Math.atan2(i10, r10);
      this.lambda = Math.atan2(-i01, -r01);
    } else {
      this.alpha = Math.atan2(i00, r00);
      this.phi = Math.atan2(i10, r10) - this.alpha;
      this.lambda = Math.atan2(-i01, -r01) - this.alpha;
    }
  }
}

/** An angle: a parameter's value, or one of an Euler product's. */
export type Angle =
  | ParameterValue
  | { readonly product: EulerProduct; readonly part: "alpha" | "phi" | "theta" | "lambda" };

/** The number an angle has; Euler products must be bound before. */
export function evaluateAngle(angle: Angle, values: ParameterValues): number {
  if (typeof angle === "number") return angle;
  return "product" in angle ? angle.product[angle.part] : bindParameter(angle, values);
}

/** The constant matrix of factors without parameters, or undefined. */
export function constantProduct(factors: readonly OneQubitFactor[]): ComplexMatrix | undefined {
  if (factors.some((factor) => "angle" in factor && typeof factor.angle !== "number")) return undefined;
  const m = new Float64Array(8);
  m[0] = m[3] = 1;
  for (const factor of factors) applyFactor(factor, {}, m);
  return { size: 2, real: m.slice(0, 4), imaginary: m.slice(4) };
}
