import { circuitResultSchema, isFinal, type CreateJobInput, type Job } from "@ansatz/contract";
import { describe, expect, test } from "vitest";
import { followToEnd, post, problemOf, readJob, serveTests, submit } from "./test-server.ts";

let url: string;
serveTests((address) => {
  url = address;
});

const header = 'OPENQASM 2.0; include "qelib1.inc";';
const bell = `${header} qreg q[2]; creg c[2]; h q[0]; cx q[0],q[1]; measure q -> c;`;

async function runToEnd(job: CreateJobInput): Promise<Extract<Job, { kind: "circuit" }>> {
  const { id } = await submit(url, job);
  await followToEnd(url, id);
  const ended = await readJob(url, id);
  if (ended.kind !== "circuit") throw new Error(`a circuit was submitted, got ${ended.kind}`);
  return ended;
}

describe("a circuit over HTTP", () => {
  test("a noisy Bell pair: counts, exact probabilities, the ideal circuit beside them, progress", async () => {
    const { id } = await submit(url, {
      kind: "circuit",
      request: {
        name: "bell",
        qasm: bell,
        shots: 2000,
        noise: "superconducting",
        outputs: ["counts", "probabilities"],
        observables: [{ "Z0 Z1": 1 }],
      },
    });
    const events = await followToEnd(url, id);
    const stages = events.flatMap((event) => (event.type === "progress" ? [event.progress.stage] : []));
    expect(stages).toContain("simulate");
    const job = await readJob(url, id);
    expect(job.error).toBeNull();
    const result = circuitResultSchema.strict().parse(job.result);
    expect(result.method).toBe("density-matrix");
    expect(Object.values(result.counts!).reduce((sum, count) => sum + count, 0)).toBe(2000);
    const { "00": p00, "01": p01, "10": p10, "11": p11 } = result.probabilities!;
    expect(p00 + p01 + p10 + p11).toBeCloseTo(1, 12);
    // Two readouts of about 2 % error each, and gates of less than 1 %.
    expect(p01 + p10).toBeGreaterThan(0.03);
    expect(p01 + p10).toBeLessThan(0.06);
    // Six standard errors of a share near one half.
    expect(Math.abs(result.counts!["00"] / 2000 - p00)).toBeLessThan(6 * Math.sqrt(0.25 / 2000));
    expect(result.references.map(({ kind }) => kind)).toEqual(["exact", "ideal"]);
    expect(result.expectations[0].value).toBeGreaterThan(0.98);
    expect(job.title).toBe("bell · 2 qubits · 2000 shots · superconducting");
    const list = (await (await fetch(`${url}/api/jobs?kind=circuit`)).json()) as {
      jobs: { id: string; headline: number; verdictLevel: string }[];
    };
    expect(list.jobs.find((entry) => entry.id === id)).toMatchObject({
      headline: result.mostLikely!.probability,
      verdictLevel: "good",
    });
  });

  test("a circuit as JSON gives the state of its closed form", async () => {
    const { result } = await runToEnd({
      kind: "circuit",
      request: {
        circuit: {
          qubitCount: 1,
          operations: [
            {
              gate: "rx",
              qubits: [0],
              parameters: [{ terms: [{ parameter: "a", coefficient: 2 }], offset: 0 }],
            },
          ],
        },
        parameters: { a: 0.4 },
        outputs: ["statevector"],
      },
    });
    // Rx(0.8)|0⟩ = (cos 0.4, −i sin 0.4).
    const [[re0, im0], [re1, im1]] = result!.statevector!;
    expect(re0).toBeCloseTo(Math.cos(0.4), 14);
    expect(im1).toBeCloseTo(-Math.sin(0.4), 14);
    expect([im0, re1].map(Math.abs).every((value) => value < 1e-15)).toBe(true);
    expect(result!.counts).toBeNull();
  });

  test("an included text is found by its name", async () => {
    const { result } = await runToEnd({
      kind: "circuit",
      request: {
        qasm: 'OPENQASM 2.0; include "mine.inc"; qreg q[1]; creg c[1]; flip q[0]; measure q -> c;',
        includes: { "mine.inc": 'include "qelib1.inc"; gate flip a { x a; }' },
        shots: 5,
      },
    });
    expect(result!.counts).toEqual({ "1": 5 });
  });
});

describe("bad circuits", () => {
  const request = { qasm: bell };
  test.each<[unknown, number, string, RegExp]>([
    [{}, 400, "invalid-request", /exactly one of qasm/],
    [
      { ...request, circuit: { qubitCount: 1, operations: [] } },
      400,
      "invalid-request",
      /exactly one of qasm/,
    ],
    [{ ...request, shots: 0 }, 400, "invalid-request", /shots: must be at least 1, got 0/],
    [{ ...request, shots: 1e12 }, 400, "invalid-request", /shots: must be at most 10000000/],
    [{ ...request, noise: "ionic" }, 400, "invalid-request", /superconducting, trapped-ion/],
    [{ ...request, method: "magic" }, 400, "invalid-request", /density-matrix/],
    [{ ...request, parameters: { a: "x" } }, 400, "invalid-request", /parameters\.a: must be a number/],
    [{ circuit: { qubitCount: 1e9, operations: [] } }, 400, "invalid-request", /at most 4096/],
    [{ qasm: `${header}\nqreg q[1];\nzap q[0];` }, 422, "invalid-qasm", /line 3, column 1: .*zap/],
    [{ qasm: 'OPENQASM 2.0; include "mine.inc"; qreg q[1];' }, 422, "invalid-qasm", /mine\.inc/],
    [{ qasm: `${header} qreg q[40]; h q[0]; t q[0];` }, 422, "too-large", /16 TiB for 40 qubits/],
    [
      {
        ...request,
        noise: {
          gates: [{ noise: [{ channel: { kind: "pauli", probabilities: { X: 2 } } }] }],
          measurement: [],
          reset: [],
        },
      },
      422,
      "invalid-argument",
      /\[0, 1\], got 2/,
    ],
  ])("%j is refused with %i %s", async (bad, status, code, message) => {
    const problem = await problemOf(await post(`${url}/api/jobs`, { kind: "circuit", request: bad }));
    expect(problem.status).toBe(status);
    expect(problem.code).toBe(code);
    expect(problem.detail).toMatch(message);
  });

  test("an error in a text has its line, column and excerpt in the problem's details", async () => {
    const qasm = `${header}\nqreg q[1];\n  zap q[0];`;
    const { details } = await problemOf(
      await post(`${url}/api/jobs`, { kind: "circuit", request: { qasm } }),
    );
    expect(details).toMatchObject({ line: 3, column: 3, excerpt: "  zap q[0];" });
  });
});

test("a running circuit is cancelled within a second", async () => {
  // Noise on every gate keeps trajectories of 16 qubits busy for minutes.
  const layers = Array.from({ length: 40 }, () =>
    Array.from({ length: 16 }, (_, q) => `rx(0.3) q[${q}]; cx q[${q}],q[${(q + 1) % 16}];`).join(" "),
  ).join(" ");
  const job = await submit(url, {
    kind: "circuit",
    request: { qasm: `${header} qreg q[16]; ${layers}`, noise: "superconducting", shots: 1_000_000 },
  });
  for (let tries = 0; (await readJob(url, job.id)).fraction === 0 && tries < 200; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect((await readJob(url, job.id)).status).toBe("running");
  const started = performance.now();
  expect((await post(`${url}/api/jobs/${job.id}/cancel`, {})).status).toBe(200);
  expect(isFinal((await readJob(url, job.id)).status)).toBe(true);
  // The threads are free again when a small job has run.
  await runToEnd({ kind: "circuit", request: { qasm: bell, shots: 1 } });
  expect(performance.now() - started).toBeLessThan(5_000);
});
