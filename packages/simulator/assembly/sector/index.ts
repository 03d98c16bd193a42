/** y ← y + a·x over `count` doubles. */
export function axpy(count: i32, a: f64, x: usize, y: usize): void {
  for (let index: i32 = 0; index < count; index++) {
    const offset = (<usize>index) << 3;
    store<f64>(y + offset, load<f64>(y + offset) + a * load<f64>(x + offset));
  }
}
