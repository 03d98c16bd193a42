/** Sum of squares of `count` doubles. */
export function squaredNorm(count: i32, x: usize): f64 {
  let sum: f64 = 0;
  for (let index: i32 = 0; index < count; index++) {
    const value = load<f64>(x + ((<usize>index) << 3));
    sum += value * value;
  }
  return sum;
}
