import { createCircuit, gate, createStateVectorEngine, createRandom } from "@ansatz/simulator";
import { createComputePool } from "@ansatz/simulator/node";
const layered = (n: number) => {
  const r = createRandom(1);
  const ops: any[] = [];
  for (let q = 0; q < n; q++) {
    ops.push(gate("rx", [q], [r.uniform() * 6]), gate("rz", [q], [r.uniform() * 6]));
  }
  for (let l = 0; l < 9; l++) {
    for (let q = 0; q < n; q++) ops.push(gate("cx", [q, (q + 1) % n]));
    for (let q = 0; q < n; q++) {
      ops.push(
        gate("rz", [q], [r.uniform() * 6]),
        gate("rx", [q], [r.uniform() * 6]),
        gate("rz", [q], [r.uniform() * 6]),
      );
    }
  }
  return createCircuit(n, ops);
};
const qft = (n: number) => {
  const ops: any[] = [];
  for (let q = n - 1; q >= 0; q--) {
    ops.push(gate("h", [q]));
    for (let j = q - 1; j >= 0; j--) ops.push(gate("cp", [j, q], [Math.PI / 2 ** (q - j)]));
  }
  for (let q = 0; q < n >> 1; q++) ops.push(gate("swap", [q, n - 1 - q]));
  return createCircuit(n, ops);
};
await using pool = createComputePool({ threads: 2 });
const cases: [string, (n: number) => any, number[]][] = [
  ["layered", layered, [8, 10, 16, 20, 24]],
  ["qft", qft, [16, 20, 24]],
];
for (const [name, make, ns] of cases)
  for (const n of ns) {
    const shape =
      process.env.B && n > 13 ? { localBits: +process.env.B, runBits: +process.env.L! } : undefined;
    await using e = await createStateVectorEngine({
      qubitCount: n,
      pool,
      ...(shape ? { shape } : {}),
      precision: (process.env.P as any) ?? "double",
    });
    const c = make(n);
    const run = () => (e as any).expectations(c, []);
    await run();
    const reps = n <= 10 ? 2000 : n <= 16 ? 30 : n <= 20 ? 5 : 2;
    let best = 1e9;
    for (let i = 0; i < reps; i++) {
      const t = performance.now();
      await run();
      best = Math.min(best, performance.now() - t);
    }
    console.log(name, n, c.operations.length, "best ms", best.toFixed(3));
  }
