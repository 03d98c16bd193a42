import { hermiteIntegrals } from "./hermite";
import { multiplyAdd } from "./lanes";
import {
  contextBoysTable,
  contextSteps,
  coupleHeaderBytes,
  coupleOf,
  field,
  kindColumns,
  kindFirstPair,
  kindFunctionCount,
  kindOrder,
  kindPositions,
  kindRecord,
  kindRowStarts,
  kindStride,
  primitiveHeaderBytes,
  scratchBlock,
  scratchHermites,
} from "./layout";
import { kindOfPair, nextTask } from "./tasks";

/** 2π over √(2π^{5/2}), the factor that the coefficients of pairs carry. */
const nuclearFactor: f64 = 1.0622519320271968;

/** See IntegralKernels. The two lanes are two nuclei. */
export function nuclearAttractionTasks(
  context: usize,
  nuclei: usize,
  nucleusCoupleCount: usize,
  target: usize,
  scratch: usize,
  maximumTasks: i32,
): i32 {
  const boysTable = field(context, contextBoysTable);
  const steps = field(context, contextSteps);
  const hermites = scratch + scratchHermites;
  const block = scratch + scratchBlock;
  for (let done = 0; done < maximumTasks; done++) {
    const task = nextTask(context);
    if (task < 0) return 0;
    const kind = kindRecord(context, kindOfPair(context, task));
    const index = <usize>task - field(kind, kindFirstPair);
    const couple = coupleOf(kind, index);
    const functions = field(kind, kindFunctionCount);
    const order = field(kind, kindOrder);
    const rows = field(kind, kindRowStarts);
    const columns = field(kind, kindColumns);
    const stride = field(kind, kindStride);
    memory.fill(block, 0, functions << 4);
    let primitive = couple + coupleHeaderBytes + ((index & 1) << 3);
    const end = primitive + <usize>load<u32>(couple) * stride;
    for (; primitive < end; primitive += stride) {
      const p = v128.load64_splat(primitive);
      for (let nucleus: usize = 0; nucleus < nucleusCoupleCount; nucleus++) {
        const place = nuclei + (nucleus << 6);
        hermiteIntegrals(
          order,
          p,
          f64x2.sub(v128.load64_splat(primitive, 16), v128.load(place)),
          f64x2.sub(v128.load64_splat(primitive, 32), v128.load(place, 16)),
          f64x2.sub(v128.load64_splat(primitive, 48), v128.load(place, 32)),
          f64x2.mul(f64x2.splat(-nuclearFactor), v128.load(place, 48)),
          boysTable,
          steps,
          scratch,
        );
        let entry: usize = 0;
        for (let f: usize = 0; f < functions; f++) {
          const last = <usize>load<u32>(rows + ((f + 1) << 2));
          let sum = v128.load(block + (f << 4));
          for (; entry < last; entry++) {
            sum = multiplyAdd(
              v128.load64_splat(primitive + primitiveHeaderBytes + (entry << 4)),
              v128.load(hermites + ((<usize>load<u32>(columns + (entry << 2))) << 4)),
              sum,
            );
          }
          v128.store(block + (f << 4), sum);
        }
      }
    }
    const positions = field(kind, kindPositions) + ((index * functions) << 2);
    for (let f: usize = 0; f < functions; f++) {
      const position = load<i32>(positions + (f << 2));
      if (position >= 0) {
        const place = block + (f << 4);
        store<f64>(target + ((<usize>position) << 3), load<f64>(place) + load<f64>(place, 8));
      }
    }
  }
  return 1;
}
