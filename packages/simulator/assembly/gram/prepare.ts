import { cosines, sines, turn } from "../quarter-turns";
import { multiplyAdd, negativeMultiplyAdd } from "../diagonal/lanes";
import { claim, field, stateAt, statusSuccess, word, workspaceOf } from "./fields";
import { transform } from "./walsh";

const inversePi: f64 = 0.3183098861837907;

/** Σ_S θ_S·parity(k ∧ S) in quarter turns for every k: Σ θ_S/2 less the transform of θ_S/2 at S. */
function fillTurns(turns: usize, bits: u32, masks: usize, phases: usize, maskCount: u32): void {
  memory.fill(turns, 0, (<usize>8) << bits);
  for (let term: usize = 0; term < maskCount; term++) {
    const angle = load<f64>(phases + (term << 3)) * inversePi;
    const at = turns + ((<usize>load<u32>(masks + (term << 2))) << 3);
    store<f64>(turns, load<f64>(turns) + angle);
    store<f64>(at, load<f64>(at) - angle);
  }
  transform(turns, bits);
}

/**
 * States (D·H^⊗n)^repetitions |0…0⟩ with D = Σ_k exp(i Σ_S θ_S·parity(k ∧ S)) |k⟩⟨k|; each claimed state has its own row of θ
 * at `phases`, S are the words at `masks`. A thread's workspace holds 3·2^n doubles.
 */
export function prepareLayers(system: usize, thread: u32, threads: u32): i32 {
  const bits = word(system, field.qubitCount);
  const repetitions = word(system, field.repetitions);
  const maskCount = word(system, field.maskCount);
  const end = word(system, field.endItem);
  const bytes = (<usize>8) << bits;
  const turns = workspaceOf(system, thread);
  const cosine = turns + bytes;
  const sine = cosine + bytes;
  const amplitude = f64x2.splat(Math.sqrt(1 / <f64>((<u64>1) << bits)));
  for (let item = claim(system); item < end; item = claim(system)) {
    const real = stateAt(system, word(system, field.firstState) + item);
    const imaginary = real + bytes;
    const phases = <usize>word(system, field.phases) + (((<usize>item) * maskCount) << 3);
    fillTurns(turns, bits, <usize>word(system, field.masks), phases, maskCount);
    for (let at: usize = 0; at < bytes; at += 16) {
      turn(v128.load(turns + at), amplitude);
      const c = cosines;
      const s = sines;
      v128.store(cosine + at, c);
      v128.store(sine + at, s);
      v128.store(real + at, c);
      v128.store(imaginary + at, s);
    }
    for (let layer: u32 = 1; layer < repetitions; layer++) {
      transform(real, bits);
      transform(imaginary, bits);
      for (let at: usize = 0; at < bytes; at += 16) {
        const re = v128.load(real + at);
        const im = v128.load(imaginary + at);
        const c = v128.load(cosine + at);
        const s = v128.load(sine + at);
        v128.store(real + at, negativeMultiplyAdd(im, s, f64x2.mul(re, c)));
        v128.store(imaginary + at, multiplyAdd(im, c, f64x2.mul(re, s)));
      }
    }
  }
  return statusSuccess;
}
