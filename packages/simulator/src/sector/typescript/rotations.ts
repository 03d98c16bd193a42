import {
  excitationWords,
  groupFields,
  groupKinds,
  pairWords,
  programFields,
  reductionChunks,
} from "../kernel-fields.ts";
import type { KernelViews } from "./views.ts";

/** Applies every factor of a program to ψ, first to last. */
export function rotateForward({ int32, float64 }: KernelViews, system: SystemTables, program: number): void {
  const words = program >>> 2;
  const psi = int32[words + programFields.psi] >>> 0;
  const groupCount = int32[words + programFields.groupCount];
  for (let group = 0; group < groupCount; group++) {
    const record = (int32[words + programFields.groups] >>> 2) + group * groupFields.wordCount;
    const first = int32[record + groupFields.firstExcitation];
    const pairCount = int32[record + groupFields.pairCount];
    for (let pair = 0; pair < pairCount; pair++) {
      const entry = (int32[record + groupFields.pairs] >>> 2) + pair * pairWords;
      const source = psi + int32[entry];
      const target = psi + int32[entry + 1];
      const label = int32[entry + 2];
      const sign = int32[entry + 3];
      for (let within = 0; within < int32[record + groupFields.excitationCount]; within++) {
        const excitation = first + within;
        const angle = (int32[words + programFields.rotations] >>> 3) + 2 * excitation;
        const cosine = float64[angle];
        const sine = sign * float64[angle + 1];
        if (int32[record + groupFields.kind] === groupKinds.rows) {
          for (let b = int32[system.betaStart + label]; b < int32[system.betaStart + label + 1]; b++) {
            rotate(float64, (source + 8 * b) / 8, (target + 8 * b) / 8, cosine, sine);
          }
        } else {
          const segments = excitationSegments(int32, words, excitation);
          for (let half = 0; half < 2; half++) {
            const signed = half === 0 ? sine : -sine;
            const end = int32[segments.start + 2 * label + half + 1];
            for (let index = int32[segments.start + 2 * label + half]; index < end; index++) {
              const from = (source + int32[segments.offsets + 2 * index]) / 8;
              const to = (target + int32[segments.offsets + 2 * index + 1]) / 8;
              rotate(float64, from, to, cosine, signed);
            }
          }
        }
      }
    }
  }
}

/**
 * Undoes every factor on ψ and λ, last to first, and leaves ⟨λ|G|ψ⟩ of each in its partial sums, one for each
 * fixed chunk of the α pairs.
 */
export function rotateBackward({ int32, float64 }: KernelViews, system: SystemTables, program: number): void {
  const words = program >>> 2;
  const psi = int32[words + programFields.psi] >>> 0;
  const distance = ((int32[words + programFields.lambda] >>> 0) - psi) / 8;
  const groupCount = int32[words + programFields.groupCount];
  for (let group = groupCount - 1; group >= 0; group--) {
    const record = (int32[words + programFields.groups] >>> 2) + group * groupFields.wordCount;
    const first = int32[record + groupFields.firstExcitation];
    const count = int32[record + groupFields.excitationCount];
    const pairCount = int32[record + groupFields.pairCount];
    for (let chunk = 0; chunk < reductionChunks; chunk++) {
      const pairEnd = Math.floor(((chunk + 1) * pairCount) / reductionChunks);
      for (let excitation = first + count - 1; excitation >= first; excitation--) {
        float64[(int32[words + programFields.partials] >>> 3) + excitation * reductionChunks + chunk] = 0;
      }
      for (let pair = Math.floor((chunk * pairCount) / reductionChunks); pair < pairEnd; pair++) {
        const entry = (int32[record + groupFields.pairs] >>> 2) + pair * pairWords;
        const source = psi + int32[entry];
        const target = psi + int32[entry + 1];
        const label = int32[entry + 2];
        const sign = int32[entry + 3];
        for (let excitation = first + count - 1; excitation >= first; excitation--) {
          const angle = (int32[words + programFields.rotations] >>> 3) + 2 * excitation;
          const cosine = float64[angle];
          const sine = -sign * float64[angle + 1];
          let overlap = 0;
          if (int32[record + groupFields.kind] === groupKinds.rows) {
            for (let b = int32[system.betaStart + label]; b < int32[system.betaStart + label + 1]; b++) {
              const from = (source + 8 * b) / 8;
              const to = (target + 8 * b) / 8;
              rotate(float64, from, to, cosine, sine);
              rotate(float64, from + distance, to + distance, cosine, sine);
              overlap += float64[to + distance] * float64[from] - float64[from + distance] * float64[to];
            }
          } else {
            const segments = excitationSegments(int32, words, excitation);
            for (let half = 0; half < 2; half++) {
              const signed = half === 0 ? sine : -sine;
              let part = 0;
              const end = int32[segments.start + 2 * label + half + 1];
              for (let index = int32[segments.start + 2 * label + half]; index < end; index++) {
                const from = (source + int32[segments.offsets + 2 * index]) / 8;
                const to = (target + int32[segments.offsets + 2 * index + 1]) / 8;
                rotate(float64, from, to, cosine, signed);
                rotate(float64, from + distance, to + distance, cosine, signed);
                part += float64[to + distance] * float64[from] - float64[from + distance] * float64[to];
              }
              overlap += half === 0 ? part : -part;
            }
          }
          float64[(int32[words + programFields.partials] >>> 3) + excitation * reductionChunks + chunk] +=
            sign * overlap;
        }
      }
    }
  }
}

/** What the rotations need of the system. */
export interface SystemTables {
  /** Word index of the table of β label starts. */
  readonly betaStart: number;
}

function excitationSegments(
  int32: Int32Array,
  words: number,
  excitation: number,
): { start: number; offsets: number } {
  const record = (int32[words + programFields.excitations] >>> 2) + excitation * excitationWords;
  return { start: int32[record] >>> 2, offsets: int32[record + 1] >>> 2 };
}

function rotate(float64: Float64Array, from: number, to: number, cosine: number, sine: number): void {
  const x = float64[from];
  const y = float64[to];
  float64[from] = cosine * x - sine * y;
  float64[to] = sine * x + cosine * y;
}
