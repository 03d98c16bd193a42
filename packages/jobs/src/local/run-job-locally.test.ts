import {
  createJobSchema,
  jobKinds,
  progressSchema,
  type CreateJobInput,
  type JobProgress,
} from "@ansatz/contract";
import { expect, test } from "vitest";
import { countingJob, fanOutJob } from "../testing/counting-job.ts";
import { runDefinition, runJobLocally } from "./run-job-locally.ts";

/**
 * H2 at 0.7414 Å in STO-3G: exact diagonalisation in the minimal basis gives −1.1372744 hartree at 0.7414 Å to the digits
 * that the curated geometry fixes; Szabo and Ostlund, Modern Quantum Chemistry (1989), give the method, and two
 * determinants make UCCSD exact.
 */
const h2Energy = -1.13727;

async function run(input: CreateJobInput, threads = 2) {
  const progress: JobProgress[] = [];
  const job = createJobSchema.parse(input);
  const result = await runJobLocally(job, { threads, onProgress: (next) => progress.push(next) });
  return { result: jobKinds[input.kind].result.parse(result), progress };
}

test("a ground state runs from its request to a result of the contract's form", async () => {
  const { result, progress } = await run({ kind: "ground-state", request: { molecule: { library: "h2" } } });
  expect(result).toMatchObject({ formula: "H2", converged: true, verdict: { level: "excellent" } });
  expect((result as { energy: number }).energy).toBeCloseTo(h2Energy, 4);
  for (const step of progress) expect(progressSchema.parse(step)).toEqual(step);
  expect(progress.map((step) => step.stage)).toEqual(
    expect.arrayContaining(["geometry", "scf", "casci", "vqe"]),
  );
});

test("a bond scan fans out and reports each point, the same bits on one thread as on two", async () => {
  const input = {
    kind: "bond-scan",
    request: { molecule: { library: "h2" }, bond: [1, 2], fromAngstrom: 0.5, toAngstrom: 1.1, points: 4 },
  } as const satisfies CreateJobInput;
  const two = await run({ ...input, request: { ...input.request, bond: [1, 2] } }, 2);
  const one = await run({ ...input, request: { ...input.request, bond: [1, 2] } }, 1);
  const curve = ({ result }: typeof two) =>
    (result as { points: { bondLengthAngstrom: number; vqe: number | null }[] }).points.map(
      ({ bondLengthAngstrom, vqe }) => [bondLengthAngstrom, vqe],
    );
  expect(curve(two).map(([length]) => length)).toEqual([0.5, 0.7, 0.9, 1.1]);
  expect(curve(one)).toEqual(curve(two));
  const points = two.progress.flatMap((step) => ("point" in step && step.point ? [step] : []));
  expect(points.map(({ pointIndex }) => pointIndex).sort()).toEqual([0, 1, 2, 3]);
  expect(points.at(-1)).toMatchObject({ fraction: 1, pointCount: 4 });
  for (const step of two.progress) expect(progressSchema.parse(step)).toEqual(step);
});

test("bad input rejects with the calculation's own error", async () => {
  const broken = run({ kind: "ground-state", request: { molecule: { smiles: "C(C" } } });
  await expect(broken).rejects.toMatchObject({ code: "smiles" });
  const ring = run({
    kind: "bond-scan",
    request: { molecule: { library: "h2" }, bond: [1, 7], fromAngstrom: 0.5, toAngstrom: 1, points: 2 },
  });
  await expect(ring).rejects.toMatchObject({ code: "bond-scan" });
});

test("an abort rejects as cancelled, before and in the middle", async () => {
  const options = { threads: 2, onProgress: () => undefined };
  const request = { steps: 100_000, stepMs: 20, isDeaf: true, parts: 4 };
  await expect(
    runDefinition(countingJob, request, { ...options, signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ code: "cancelled" });
  for (const definition of [countingJob, fanOutJob]) {
    const stop = new AbortController();
    const running = runDefinition(definition, request, {
      ...options,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(running).rejects.toMatchObject({ code: "cancelled" });
  }
});

test("a failing task ends the others", async () => {
  const request = { steps: 3, stepMs: 1, parts: 40, failure: "domain" as const };
  const messages: string[] = [];
  await expect(
    runDefinition(fanOutJob, request, { threads: 2, onProgress: ({ message }) => messages.push(message) }),
  ).rejects.toMatchObject({ code: "invalid-argument", details: { got: 3 } });
  expect(messages.some((message) => message.startsWith("part 40"))).toBe(false);
});
