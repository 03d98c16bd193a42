import type { QaoaMixer } from "@ansatz/simulator";
import { MandateError } from "../errors.ts";
import { sherringtonKirkpatrickAngles } from "./sherrington-kirkpatrick-angles.ts";

/**
 * Angles of p layers for a cost of standard deviation 1 over its states, one γ and one β a layer: what carries over from
 * one problem to another. Applied as exp(−iγC) and a mixer with exp(+iβ·…), so that minimising takes both positive.
 */
export interface UnitAngles {
  readonly gammas: readonly number[];
  readonly betas: readonly number[];
}

/**
 * The linear ramp of an annealing schedule: γ_l = gamma·(l + ½)/p rises, β_l = beta·(1 − (l + ½)/p) falls.
 * Source: Sack and Serbyn, Quantum 5, 491 (2021).
 */
export function linearRamp(layers: number, gamma: number, beta: number): UnitAngles {
  const shares = Array.from({ length: layers }, (_, layer) => (layer + 0.5) / layers);
  return { gammas: shares.map((share) => gamma * share), betas: shares.map((share) => beta * (1 - share)) };
}

/**
 * Heights of ramps that are tried. The Grover mixer turns one state only, by up to π; rotations of all pairs act on each
 * qubit n − 1 times.
 */
export function rampHeights(
  mixer: QaoaMixer,
  variableCount: number,
): { gammas: readonly number[]; betas: readonly number[] } {
  const gammas = [0.5, 1, 1.6, 2.4];
  if (mixer === "grover") return { gammas, betas: [0.8, 1.6, 2.4, 3.2] };
  const betas = [0.3, 0.6, 0.9];
  if (mixer !== "xy-complete") return { gammas, betas };
  return { gammas, betas: betas.map((beta) => (2 * beta) / Math.max(2, variableCount - 1)) };
}

/**
 * Angles known to be good for dense random couplings, scaled to a cost of standard deviation 1: that of the
 * Sherrington–Kirkpatrick energy is √((n − 1)/2). For the mixer "x" and up to 10 layers.
 */
export function fixedAngles(layers: number, variableCount: number): UnitAngles {
  if (!(layers in sherringtonKirkpatrickAngles)) {
    const most = Math.max(...Object.keys(sherringtonKirkpatrickAngles).map(Number));
    throw new MandateError(`layers must be in [1, ${most}] for the start fixed-angles, got ${layers}`, {
      field: "layers",
      layers,
    });
  }
  const [gammas, betas] = sherringtonKirkpatrickAngles[layers];
  const scale = Math.sqrt(Math.max(1, variableCount - 1) / 2);
  return { gammas: gammas.map((gamma) => scale * gamma), betas };
}

/**
 * Angles of p + 1 layers between those of p: x_l' = (l − 1)/p·x_{l−1} + (p − l + 1)/p·x_l for l = 1 … p + 1.
 * Source: Zhou, Wang, Choi, Pichler, Lukin, PRX 10, 021067 (2020), appendix B1 (INTERP).
 */
export function interpolateAngles({ gammas, betas }: UnitAngles): UnitAngles {
  const p = gammas.length;
  const stretch = (values: readonly number[]): number[] =>
    Array.from(
      { length: p + 1 },
      (_, l) => (l / p) * (l > 0 ? values[l - 1] : 0) + ((p - l) / p) * (l < p ? values[l] : 0),
    );
  return { gammas: stretch(gammas), betas: stretch(betas) };
}

/** The angles with as many layers: stretched by {@link interpolateAngles}, or read off at the places of fewer. */
export function resizeAngles(angles: UnitAngles, layers: number): UnitAngles {
  let current = angles;
  while (current.gammas.length < layers) current = interpolateAngles(current);
  const p = current.gammas.length;
  if (p === layers) return current;
  const pick = (values: readonly number[]): number[] =>
    Array.from({ length: layers }, (_, l) => {
      const at = Math.min(p - 1, Math.max(0, ((l + 0.5) * p) / layers - 0.5));
      const before = Math.min(p - 2, Math.floor(at));
      return values[before] + (at - before) * (values[before + 1] - values[before]);
    });
  return { gammas: pick(current.gammas), betas: pick(current.betas) };
}
