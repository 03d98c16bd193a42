import type { Kernel } from "../kernels/kernel.ts";

/** A kernel of the distance alone, k(r²/ℓ²), whose length scale can be learnt by the marginal likelihood. */
export interface RadialKernel extends Kernel {
  /** k as a function of q = r²/ℓ². */
  readonly profile: (scaledSquare: number) => number;
  /** ∂k/∂log ℓ as a function of q = r²/ℓ². */
  readonly logSlope: (scaledSquare: number) => number;
}

export function isRadial(kernel: Kernel): kernel is RadialKernel {
  return "profile" in kernel && "logSlope" in kernel;
}

export interface RadialProfile {
  readonly profile: (scaledSquare: number) => number;
  readonly logSlope: (scaledSquare: number) => number;
}

/** k = exp(−q/2) */
export const rbfProfile: RadialProfile = {
  profile: (q) => Math.exp(-q / 2),
  logSlope: (q) => q * Math.exp(-q / 2),
};

/** Matérn functions, Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equation 4.17. */
export const maternProfiles = {
  /** ν = 1/2: exp(−z), z = r/ℓ */
  matern12: {
    profile: (q) => Math.exp(-Math.sqrt(q)),
    logSlope: (q) => Math.sqrt(q) * Math.exp(-Math.sqrt(q)),
  },
  /** ν = 3/2: (1 + z)·exp(−z), z = √3·r/ℓ */
  matern32: {
    profile: (q) => {
      const z = Math.sqrt(3 * q);
      return (1 + z) * Math.exp(-z);
    },
    logSlope: (q) => 3 * q * Math.exp(-Math.sqrt(3 * q)),
  },
  /** ν = 5/2: (1 + z + z²/3)·exp(−z), z = √5·r/ℓ */
  matern52: {
    profile: (q) => {
      const z = Math.sqrt(5 * q);
      return (1 + z + (z * z) / 3) * Math.exp(-z);
    },
    logSlope: (q) => {
      const z = Math.sqrt(5 * q);
      return ((z * z * (1 + z)) / 3) * Math.exp(-z);
    },
  },
} satisfies Record<string, RadialProfile>;
