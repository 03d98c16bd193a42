import { join } from "node:path";
import { mountSmallDisk, type SmallDisk } from "@ansatz/jobs/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { post, problemOf, readJob, startTestServer, submit } from "../api/test-server.ts";

let disk: SmallDisk | undefined;
beforeAll(async () => {
  disk = await mountSmallDisk(96);
});
afterAll(() => disk?.remove());

test("a server on a full disk answers 503 without a path, keeps what it has and recovers with the space", async (context) => {
  if (!disk) return context.skip("no small disk can be mounted here; it takes an administrator on Linux");
  await using testServer = await startTestServer({ dataDirectory: join(disk.path, "data") });
  const { url } = testServer;
  const kept = await submit(url, { kind: "ground-state", request: { molecule: { library: "h2" } } });
  await expect.poll(async () => (await readJob(url, kept.id)).status, { timeout: 30_000 }).toBe("succeeded");
  await disk.fill();

  // Comments of random letters fill the pages at hand.
  let response: Response | undefined;
  for (let index = 0; index < 60 && response?.status !== 503; index++) {
    const noise = Array.from({ length: 9_000 }, (_, part) =>
      (((index + 1) * (part + 1) * 0.618_033_988_75) % 1).toString(36).slice(2, 12),
    ).join("");
    const request = { molecule: { xyz: `2\n${noise}\nH 0 0 0\nH 0 0 0.74` } };
    response = await post(`${url}/api/jobs`, { kind: "ground-state", request });
  }
  expect(response?.status).toBe(503);
  expect(response?.headers.get("retry-after")).toMatch(/^\d+$/);
  const problem = await problemOf(response!);
  expect(problem.code).toBe("storage-unavailable");
  expect(JSON.stringify(problem)).not.toContain(disk.path);
  // The server itself is well.
  expect((await fetch(`${url}/api/openapi.json`)).status).toBe(200);

  await disk.empty();
  await expect
    .poll(
      async () =>
        (await post(`${url}/api/jobs`, { kind: "ground-state", request: { molecule: { library: "h2" } } }))
          .status,
      {
        timeout: 30_000,
        interval: 500,
      },
    )
    .toBe(201);
  expect(await readJob(url, kept.id)).toMatchObject({ status: "succeeded", result: { formula: "H2" } });
}, 120_000);
