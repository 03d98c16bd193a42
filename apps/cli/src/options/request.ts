import { once } from "node:events";
import { createReadStream, statSync } from "node:fs";
import type { ActiveSpaceRequest, GroundStateRequestInput, MoleculeInput } from "@ansatz/contract";
import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import type { CalculationOptions } from "./calculation.ts";
import { financeFields } from "./finance-fields.ts";
import { portfolioFields } from "./portfolio-fields.ts";

/** Longest XYZ text read; the contract's limit in characters lies below. */
const xyzLimitBytes = 1_000_000;

async function readLimited(stream: NodeJS.ReadableStream, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > xyzLimitBytes) {
      throw new UsageError(
        `--xyz: ${name} is larger than ${xyzLimitBytes} bytes; it holds no molecule of a size that can be computed.`,
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}

async function readXyz(file: string, { stdin, stderr }: Terminal): Promise<string> {
  if (file === "-") {
    if (stdin.isTTY) stderr.write("Type or paste the XYZ text; end it with Ctrl-D.\n");
    return readLimited(stdin, "standard input");
  }
  try {
    if (statSync(file).isDirectory()) throw new UsageError(`--xyz: ${file} is a folder; name an XYZ file.`);
    const stream = createReadStream(file);
    await once(stream, "open");
    return await readLimited(stream, file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === "ENOENT" ? "there is no such file" : `it cannot be read (${code ?? "unknown reason"})`;
    throw new UsageError(`--xyz: ${file}: ${reason}.`, { cause: error });
  }
}

async function moleculeOf(options: CalculationOptions, terminal: Terminal): Promise<MoleculeInput> {
  if (options.smiles !== undefined) return { smiles: options.smiles };
  if (options.xyz !== undefined) return { xyz: await readXyz(options.xyz, terminal) };
  if (options.molecule !== undefined) return { library: options.molecule };
  throw new UsageError(
    "Name the molecule: --smiles TEXT, --xyz FILE or --molecule NAME (`ansatz molecules` lists the names).",
  );
}

function activeSpaceOf(options: CalculationOptions): ActiveSpaceRequest {
  if (options.full) return { kind: "full" };
  if (options.freezeCore) return { kind: "frozen-core" };
  if (options.active) {
    const [electrons, orbitals] = options.active;
    return { kind: "active", electrons, orbitals };
  }
  return { kind: "auto" };
}

/** The part of a request that ground states and scans share; what was not given is left to the contract's defaults. */
export async function calculationRequest(
  options: CalculationOptions,
  terminal: Terminal,
): Promise<GroundStateRequestInput> {
  const { charge, multiplicity, basis, maxIterations, tolerance, seed } = options;
  return {
    molecule: await moleculeOf(options, terminal),
    activeSpace: activeSpaceOf(options),
    ...(charge === undefined ? {} : { charge }),
    ...(multiplicity === undefined ? {} : { multiplicity }),
    ...(basis === undefined ? {} : { basis }),
    ...(options.ansatz === undefined ? {} : { ansatz: options.ansatz as "uccsd" }),
    ...(options.optimizer === undefined
      ? {}
      : { optimizer: options.optimizer as NonNullable<GroundStateRequestInput["optimizer"]> }),
    ...(maxIterations === undefined ? {} : { maxIterations }),
    ...(tolerance === undefined ? {} : { energyTolerance: tolerance }),
    ...(seed === undefined ? {} : { seed }),
  };
}

/** The option that fills a field of a job, for messages: `request.activeSpace.electrons` → `--active`. */
export function optionOfField(path: string): string | undefined {
  const fields: readonly [RegExp, string][] = [
    [/^request\.molecule\.smiles/, "--smiles"],
    [/^request\.molecule\.xyz/, "--xyz"],
    [/^request\.molecule\.library/, "--molecule"],
    [/^request\.activeSpace/, "--active"],
    [/^request\.energyTolerance/, "--tolerance"],
    [/^request\.maxIterations/, "--max-iterations"],
    [/^request\.fromAngstrom/, "--from"],
    [/^request\.toAngstrom/, "--to"],
    [/^request\.riskAversion/, "--risk-aversion"],
    [/^request\.halfLife/, "--half-life"],
    [
      /^request\.(charge|multiplicity|basis|ansatz|optimizer|seed|bond|points|shots|noise|method|precision|parameters|prices|moments|sample|pick|estimator|factors|frequency|algorithm|mixer|layers)\b/,
      "--$1",
    ],
    ...portfolioFields,
    ...financeFields,
  ];
  for (const [pattern, option] of fields) {
    const match = pattern.exec(path);
    if (match) return option.replace("$1", match[1]);
  }
  return undefined;
}
