// State-vector kernels. Amplitudes are two arrays (real, imaginary) of doubles or singles; pointers are byte addresses,
// 16-byte aligned. Nothing is allocated. Sums run in a fixed order, whatever the number of threads.
// The same functions in TypeScript: src/statevector/typescript.
import { accumulateGroup, accumulateTerms, groupExpectation, realOverlap } from "./observables";
import { runProgram } from "./program";

export { fillDiagonal, walshHadamard } from "./observables";

/** See {@link runProgram}; amplitudes in double precision. */
export function runDouble(system: usize, program: usize, thread: u32, threads: u32): i32 {
  return runProgram<f64>(system, program, thread, threads);
}

/** See {@link runProgram}; amplitudes in single precision. */
export function runSingle(system: usize, program: usize, thread: u32, threads: u32): i32 {
  return runProgram<f32>(system, program, thread, threads);
}

/** See {@link accumulateGroup}. */
export function accumulateGroupDouble(
  re: usize, im: usize, toRe: usize, toIm: usize, diagonal: usize, x: u32, isImaginary: u32, first: u32, end: u32,
): i32 {
  accumulateGroup<f64>(re, im, toRe, toIm, diagonal, x, isImaginary, first, end);
  return 0;
}

export function accumulateGroupSingle(
  re: usize, im: usize, toRe: usize, toIm: usize, diagonal: usize, x: u32, isImaginary: u32, first: u32, end: u32,
): i32 {
  accumulateGroup<f32>(re, im, toRe, toIm, diagonal, x, isImaginary, first, end);
  return 0;
}

/** See {@link accumulateTerms}. */
export function accumulateTermsDouble(
  re: usize, im: usize, toRe: usize, toIm: usize, terms: usize, count: u32, first: u32, end: u32,
): i32 {
  accumulateTerms<f64>(re, im, toRe, toIm, terms, count, first, end);
  return 0;
}

export function accumulateTermsSingle(
  re: usize, im: usize, toRe: usize, toIm: usize, terms: usize, count: u32, first: u32, end: u32,
): i32 {
  accumulateTerms<f32>(re, im, toRe, toIm, terms, count, first, end);
  return 0;
}

/** out ← {@link groupExpectation}. */
export function groupExpectationDouble(
  re: usize, im: usize, diagonal: usize, x: u32, isImaginary: u32, first: u32, end: u32, out: usize,
): i32 {
  store<f64>(out, groupExpectation<f64>(re, im, diagonal, x, isImaginary, first, end));
  return 0;
}

export function groupExpectationSingle(
  re: usize, im: usize, diagonal: usize, x: u32, isImaginary: u32, first: u32, end: u32, out: usize,
): i32 {
  store<f64>(out, groupExpectation<f32>(re, im, diagonal, x, isImaginary, first, end));
  return 0;
}

/** out ← {@link realOverlap}. */
export function realOverlapDouble(
  lambdaRe: usize, lambdaIm: usize, re: usize, im: usize, first: u32, end: u32, out: usize,
): i32 {
  store<f64>(out, realOverlap<f64>(lambdaRe, lambdaIm, re, im, first, end));
  return 0;
}

export function realOverlapSingle(
  lambdaRe: usize, lambdaIm: usize, re: usize, im: usize, first: u32, end: u32, out: usize,
): i32 {
  store<f64>(out, realOverlap<f32>(lambdaRe, lambdaIm, re, im, first, end));
  return 0;
}
