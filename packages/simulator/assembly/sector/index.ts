import { layouts, modeGradient, modeState, parityDetect, parityNone, pointer, programs, system, word } from "./fields";
import { applyHamiltonian } from "./hamiltonian";
import { interleave, rotateBackward, rotateForward } from "./rotations";
import { barrier } from "./sync";
import { scalarProducts } from "./vectors";

export { applyHamiltonian } from "./hamiltonian";
export { combine, precondition, scalarProducts } from "./vectors";

/** Runs an ansatz: the state, then the energy, then the gradient's partial sums, as far as `mode` says. */
export function evaluate(systemPointer: usize, program: usize, mode: i32, thread: i32, threads: i32): i32 {
  const layout = pointer(program, programs.layout);
  const elementCount = word(layout, layouts.elementCount);
  const psi = pointer(program, programs.psi);
  const lambda = pointer(program, programs.lambda);
  const half = elementCount >> 1;
  const first = <usize>((<i64>half * <i64>thread) / <i64>threads) << 4;
  const end = <usize>((<i64>half * <i64>(thread + 1)) / <i64>threads) << 4;
  memory.fill(psi + first, 0, end - first);
  if (barrier(systemPointer, threads) != 0) return 1;
  if (thread == 0) store<f64>(psi + pointer(program, programs.reference), 1);
  if (barrier(systemPointer, threads) != 0) return 1;
  let status = rotateForward(systemPointer, program, thread, threads);
  if (status != 0 || mode == modeState) return status;

  const parity = word(systemPointer, system.exchangeable) == 1 ? parityDetect : parityNone;
  status = applyHamiltonian(systemPointer, layout, psi, lambda, parity, thread, threads);
  if (status != 0) return status;
  const energyPartials = pointer(program, programs.energyPartials);
  scalarProducts(program + ((<usize>programs.psi) << 2), 1, lambda, elementCount, energyPartials, thread, threads);
  if (mode != modeGradient) return barrier(systemPointer, threads);

  // The work vectors of H stand side by side and are free now.
  const both = pointer(systemPointer, system.transposedSource);
  interleave(psi, lambda, both, elementCount, thread, threads);
  if (barrier(systemPointer, threads) != 0) return 1;
  return rotateBackward(systemPointer, program, both, thread, threads);
}
