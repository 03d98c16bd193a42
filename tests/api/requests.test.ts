import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { catalogueSchema, healthSchema, routes } from "@ansatz/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hydrogen, post, problemOf, startTestServer, type TestServer } from "./test-server.ts";

let service: TestServer;
let url: string;

beforeAll(async () => {
  service = await startTestServer();
  url = service.url;
});

afterAll(async () => {
  await service[Symbol.asyncDispose]();
});

const molecule = { smiles: "O" };
const groundState = (request: unknown): unknown => ({ kind: "ground-state", request });

describe("bad bodies", () => {
  test("broken JSON is answered with its line and column", async () => {
    const problem = await problemOf(
      await post(`${url}/api/jobs`, '{"kind": "ground-state",\n  "request" {}}'),
    );
    expect(problem.code).toBe("invalid-request");
    expect(problem.detail).toContain("line 2, column 13");
  });

  test.each([
    [{}, "kind"],
    [{ kind: "alchemy", request: {} }, "kind"],
    [groundState({}), "request.molecule"],
    [groundState({ molecule: { smiles: "O", library: "h2o" } }), "request.molecule"],
    [groundState({ molecule, bassis: "sto-3g" }), "request"],
    [groundState({ molecule, charge: 11 }), "request.charge"],
    [groundState({ molecule, seed: 1.5 }), "request.seed"],
    [
      groundState({ molecule, activeSpace: { kind: "active", electrons: 2 } }),
      "request.activeSpace.orbitals",
    ],
    [groundState({ molecule: { smiles: "C".repeat(2_001) } }), "request.molecule.smiles"],
    [[], ""],
    [null, ""],
    ["a text", ""],
  ])("%j is refused at %j", async (body, path) => {
    const problem = await problemOf(await post(`${url}/api/jobs`, JSON.stringify(body)));
    expect(problem.status).toBe(400);
    expect(problem.code).toBe("invalid-request");
    expect(problem.issues?.map((issue) => issue.path)).toContain(path);
  });

  test("every fault of a body is listed at once", async () => {
    const body = groundState({ molecule, charge: 99, seed: -1, optimizer: "luck" });
    const problem = await problemOf(await post(`${url}/api/jobs`, body));
    expect(problem.issues?.map(({ path }) => path).toSorted()).toEqual([
      "request.charge",
      "request.optimizer",
      "request.seed",
    ]);
  });

  test("a field named __proto__ is unknown like any other", async () => {
    const body = '{"kind":"ground-state","request":{"molecule":{"smiles":"O"},"__proto__":{"charge":1}}}';
    const problem = await problemOf(await post(`${url}/api/jobs`, body));
    expect(problem.detail).toContain("__proto__");
  });

  test("a body above 1 MiB is refused with the limit", async () => {
    const body = groundState({ molecule: { xyz: "x".repeat(1_100_000) } });
    const problem = await problemOf(await post(`${url}/api/jobs`, body));
    expect(problem.code).toBe("body-too-large");
    expect(problem.detail).toContain("1048576");
  });

  test("a small body that unpacks to a large one is refused as well", async () => {
    const response = await fetch(`${url}/api/jobs`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
      body: gzipSync(JSON.stringify(groundState({ molecule: { xyz: "x".repeat(5_000_000) } }))),
    });
    expect((await problemOf(response)).code).toBe("body-too-large");
  });

  test("a packed body is read", async () => {
    const response = await fetch(`${url}/api/jobs`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
      body: gzipSync(JSON.stringify(hydrogen)),
    });
    expect(response.status).toBe(201);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "a body of type %s is refused",
    async (type) => {
      const problem = await problemOf(await post(`${url}/api/jobs`, hydrogen, { "content-type": type }));
      expect(problem.status).toBe(415);
      expect(problem.detail).toContain("application/json");
    },
  );

  test.each(["application/json; charset=utf-8", "application/JSON", "application/vnd.ansatz+json"])(
    "a body of type %s is read",
    async (type) => {
      const response = await post(`${url}/api/jobs`, hydrogen, { "content-type": type });
      expect(response.status).toBe(201);
    },
  );

  test("an unknown character set and an unknown packing are refused", async () => {
    const charset = await post(`${url}/api/jobs`, hydrogen, {
      "content-type": "application/json; charset=klingon",
    });
    expect((await problemOf(charset)).code).toBe("unsupported-media-type");
    const packing = await post(`${url}/api/jobs`, hydrogen, { "content-encoding": "zip" });
    expect((await problemOf(packing)).code).toBe("unsupported-media-type");
  });

  test("no body is said to be missing", async () => {
    const problem = await problemOf(await fetch(`${url}/api/jobs`, { method: "POST" }));
    expect(problem.code).toBe("invalid-request");
    expect(problem.detail).toContain("no body");
  });

  test("a body that ends early does no harm", async () => {
    const socket = connect(service.server.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(
      "POST /api/jobs HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{",
    );
    socket.end();
    socket.resume();
    await once(socket, "close");
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  });
});

describe("addresses and methods", () => {
  test("each route answers 405 with Allow to the methods it does not take", async () => {
    const paths = new Set(Object.values(routes).map(({ path }) => path));
    expect(paths.size).toBeGreaterThan(4);
    for (const path of paths) {
      const address = url + path.replace("{id}", "00000000-0000-4000-8000-000000000000");
      const taken = Object.values(routes)
        .filter((route) => route.path === path)
        .map(({ method }) => method.toUpperCase());
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter(
        (name) => !taken.includes(name as "GET"),
      )) {
        const response = await fetch(address, { method });
        const allow = response.headers.get("allow")?.split(", ");
        expect((await problemOf(response)).code, `${method} ${path}`).toBe("method-not-allowed");
        expect(allow).toEqual(expect.arrayContaining(taken));
        expect(allow).not.toContain(method);
      }
      const options = await fetch(address, { method: "OPTIONS" });
      expect(options.status).toBe(204);
      expect(options.headers.get("allow")?.split(", ")).toEqual(expect.arrayContaining(taken));
    }
  });

  test("HEAD answers as GET without the body", async () => {
    const response = await fetch(`${url}/api/health`, { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });

  test.each([
    "/api",
    "/api/",
    "/api/nothing",
    "/api/jobs/x/y",
    "/api/docs/nothing.js",
    "/api/docs/package.json",
  ])("%s is answered with 404 as a problem, whatever is accepted", async (path) => {
    const response = await fetch(url + path, { headers: { accept: "text/html" } });
    expect((await problemOf(response)).code).toBe("not-found");
  });

  test("an address with a damaged escape is refused", async () => {
    expect((await problemOf(await fetch(`${url}/api/jobs/%E0%A4%A`))).status).toBe(400);
  });
});

describe("what every answer carries", () => {
  test("cross-origin isolation and a policy without outside origins or eval", async () => {
    for (const path of ["/api/health", "/api/docs", "/nothing"]) {
      const { headers } = await fetch(url + path);
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-powered-by")).toBeNull();
      const policy = headers.get("content-security-policy")!;
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
      expect(policy).not.toMatch(/https?:|'unsafe-eval'|\*/);
    }
  });

  test("answers of the API are not stored, and long ones are packed", async () => {
    const response = await fetch(`${url}/api/jobs`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const document = await fetch(`${url}/api/openapi.json`, { headers: { "accept-encoding": "gzip" } });
    expect(document.headers.get("content-encoding")).toBe("gzip");
  });
});

describe("requests of other sites", () => {
  test.each([
    ["another site's page", { origin: "https://evil.example" }],
    ["a page without an origin", { origin: "null" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a browser that says cross-site", { "sec-fetch-site": "cross-site" }],
  ])("%s may not submit jobs", async (_, headers) => {
    const problem = await problemOf(await post(`${url}/api/jobs`, hydrogen, headers));
    expect(problem.code).toBe("forbidden");
    expect(problem.status).toBe(403);
  });

  test("the server's own page may", async () => {
    const response = await post(`${url}/api/jobs`, hydrogen, { origin: url });
    expect(response.status).toBe(201);
  });
});

describe("what the server tells of itself", () => {
  test("health", async () => {
    const health = healthSchema.strict().parse(await (await fetch(`${url}/api/health`)).json());
    expect(health).toMatchObject({
      status: "ok",
      storage: "pglite",
      threads: 2,
      version: service.server.version,
    });
  });

  test("the catalogue, which is sent again only when it has changed", async () => {
    const response = await fetch(`${url}/api/catalogue`);
    const catalogue = catalogueSchema.parse(await response.json());
    expect(catalogue.basisSets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["sto-3g", "3-21g", "6-31g", "6-31g*", "6-31g**", "6-311g(d,p)", "cc-pvdz"]),
    );
    expect(catalogue.molecules.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["h2", "lih", "beh2", "h2o", "n2", "nh3", "ch4", "co", "hf", "o2", "benzene"]),
    );
    // Not by fetch, which asks for a fresh copy when it is given an entity tag.
    const headers = { "if-none-match": response.headers.get("etag")! };
    const asked = request(`${url}/api/catalogue`, { headers }).end();
    const [again] = (await once(asked, "response")) as [IncomingMessage];
    again.resume();
    expect(again.statusCode).toBe(304);
  });

  test("the OpenAPI document, with the answers' schemas", async () => {
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: object;
      components: { schemas: object };
    };
    expect(document.openapi).toBe("3.1.1");
    expect(Object.keys(document.paths)).toEqual([...new Set(Object.values(routes).map(({ path }) => path))]);
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(["CreateJob", "Job", "Problem", "GroundStateResult"]),
    );
  });

  test("the docs page with all its files, none from elsewhere", async () => {
    const page = await (await fetch(`${url}/api/docs`)).text();
    const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      expect(link).toMatch(/^\/api\//);
      expect((await fetch(url + link)).status, link).toBe(200);
    }
  });
});
