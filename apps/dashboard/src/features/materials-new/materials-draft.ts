import {
  acquisitions,
  descriptorSets,
  reductions,
  type AuditRequest,
  type JobKind,
  type ProposeRequest,
  type TrainRequest,
} from "@ansatz/contract";
import type { Choices } from "../../shared/form/draft-store.ts";
import { optional, type NumberField } from "../../shared/form/number-field.ts";
import type { ReadingChoices } from "../materials-worker/types.ts";
import type { MaterialsFiles } from "./materials-files.ts";

/** What can be done with a table of materials. */
export type MaterialsKind = Extract<JobKind, "audit" | "train" | "propose">;

/** What is asked of which table, as it is typed. "" leaves a field to its default. */
export interface MaterialsDraft {
  readonly kind: MaterialsKind;
  readonly source: "sample" | "table";
  readonly sample: "bulk-moduli" | "metallicity";
  /** What rows are about; "" is recognised. */
  readonly subject: "" | "composition" | "molecule";
  readonly composition: string;
  readonly target: string;
  readonly group: string;
  readonly columns: readonly string[];
  readonly unit: string;
  readonly task: "" | "regression" | "classification";
  readonly duplicates: "mean" | "keep-first" | "keep-all";
  /** Empty for the default of the rows' kind. */
  readonly descriptors: readonly string[];
  readonly qubits: NumberField;
  readonly reduction: (typeof reductions)[number];
  readonly foldKind: "number" | "matbench" | "column";
  readonly folds: NumberField;
  readonly foldColumn: string;
  readonly innerFolds: NumberField;
  readonly repeats: NumberField;
  /** Empty for all that suit the data. */
  readonly models: readonly string[];
  /** "" audits exact kernels alone. */
  readonly shots: NumberField;
  readonly learningCurve: boolean;
  readonly leakageCheck: boolean;
  /** Of training. */
  readonly model: string;
  /** Of proposals: one that tells its uncertainty. */
  readonly proposer: string;
  readonly goal: "maximise" | "minimise";
  readonly elements: readonly string[];
  readonly required: readonly string[];
  readonly minimumElements: NumberField;
  readonly maximumElements: NumberField;
  readonly maximumAtoms: NumberField;
  readonly chargeBalanced: boolean;
  readonly candidates: NumberField;
  readonly batch: NumberField;
  readonly acquisition: (typeof acquisitions)[number];
  readonly diverse: boolean;
  readonly replay: boolean;
  readonly seed: NumberField;
}

export const defaultTrainedModel = "random-forest";
export const defaultProposer = "matern52-gaussian-process-reduced";

export const initialMaterials: MaterialsDraft = {
  kind: "audit",
  source: "sample",
  sample: "bulk-moduli",
  subject: "",
  composition: "",
  target: "",
  group: "",
  columns: [],
  unit: "",
  task: "",
  duplicates: "mean",
  descriptors: [],
  qubits: "",
  reduction: "mutual-information",
  foldKind: "number",
  folds: "",
  foldColumn: "",
  innerFolds: "",
  repeats: "",
  models: [],
  shots: "",
  learningCurve: true,
  leakageCheck: false,
  model: defaultTrainedModel,
  proposer: defaultProposer,
  goal: "maximise",
  elements: [],
  required: [],
  minimumElements: "",
  maximumElements: "",
  maximumAtoms: "",
  chargeBalanced: true,
  candidates: "",
  batch: "",
  acquisition: "expected-improvement",
  diverse: true,
  replay: true,
  seed: "",
};

export const materialsChoices: Choices<MaterialsDraft> = {
  kind: ["audit", "train", "propose"],
  source: ["sample", "table"],
  sample: ["bulk-moduli", "metallicity"],
  subject: ["", "composition", "molecule"],
  task: ["", "regression", "classification"],
  duplicates: ["mean", "keep-first", "keep-all"],
  reduction: reductions,
  foldKind: ["number", "matbench", "column"],
  goal: ["maximise", "minimise"],
  acquisition: acquisitions,
};

/** How the draft has its table read; what is not chosen is recognised. */
export function readingOf(draft: MaterialsDraft): ReadingChoices {
  const { source, composition, target, group, columns, unit, task, duplicates, kind, foldKind } = draft;
  const isTable = source === "table";
  const keepsAll = kind === "audit" && foldKind !== "number";
  return {
    ...(isTable
      ? {
          ...optional("subject", draft.subject),
          ...optional("composition", composition),
          ...optional("target", target),
          ...optional("group", group),
          ...(columns.length > 0 ? { columns } : {}),
          ...optional("unit", unit),
          ...optional("task", task),
        }
      : {}),
    duplicates: keepsAll ? "keep-all" : duplicates,
  };
}

function dataFields(draft: MaterialsDraft, { table, structures }: MaterialsFiles) {
  const { source, sample, composition, target, group, columns, unit, task, duplicates, descriptors } = draft;
  const suitable =
    source === "sample"
      ? descriptors.filter((name) => compositionDescriptors.some((known) => known === name))
      : descriptors;
  const shared = {
    duplicates,
    ...(suitable.length > 0 ? { descriptors: suitable } : {}),
    ...optional("qubits", draft.qubits),
    reduction: draft.reduction,
    ...optional("seed", draft.seed),
  };
  if (source === "sample") return { sample, ...shared };
  const hasStructures = structures.length > 0;
  return {
    table: table.text,
    ...optional("name", table.fileName.slice(0, 100)),
    ...optional(
      hasStructures ? "structure" : draft.subject === "molecule" ? "smiles" : "composition",
      composition,
    ),
    ...(hasStructures ? { structures } : {}),
    ...optional("target", target),
    ...optional("group", group),
    ...(columns.length > 0 ? { columns } : {}),
    ...optional("unit", unit),
    ...optional("task", task),
    ...shared,
  };
}

function foldsOf({ foldKind, folds, foldColumn }: MaterialsDraft): unknown {
  if (foldKind === "matbench") return "matbench";
  if (foldKind === "column") return { column: foldColumn };
  return folds === "" ? undefined : folds;
}

/** The job that a draft describes, not yet checked. */
export function toMaterialsJob(draft: MaterialsDraft, files: MaterialsFiles): unknown {
  const data = dataFields(draft, files);
  switch (draft.kind) {
    case "audit":
      return {
        kind: "audit",
        request: {
          ...data,
          ...(draft.models.length > 0 ? { models: draft.models } : {}),
          ...optional("folds", foldsOf(draft)),
          ...optional("innerFolds", draft.innerFolds),
          ...(draft.foldKind === "number" ? optional("repeats", draft.repeats) : {}),
          ...optional("shots", draft.shots),
          learningCurve: draft.learningCurve,
          leakageCheck: draft.leakageCheck,
        },
      };
    case "train":
      return {
        kind: "train",
        request: { ...data, model: draft.model, ...optional("folds", draft.folds) },
      };
    case "propose":
      return {
        kind: "propose",
        request: {
          ...data,
          model: draft.proposer,
          goal: draft.goal,
          elements: draft.elements,
          ...(draft.required.length > 0 ? { required: draft.required } : {}),
          ...optional("minimumElements", draft.minimumElements),
          ...optional("maximumElements", draft.maximumElements),
          ...optional("maximumAtoms", draft.maximumAtoms),
          chargeBalanced: draft.chargeBalanced,
          ...optional("candidates", draft.candidates),
          ...optional("batch", draft.batch),
          acquisition: draft.acquisition,
          diverse: draft.diverse,
          replay: draft.replay,
        },
      };
  }
}

/** A job's request of any of the three kinds. */
export type MaterialsRequest =
  | { readonly kind: "audit"; readonly request: AuditRequest }
  | { readonly kind: "train"; readonly request: TrainRequest }
  | { readonly kind: "propose"; readonly request: ProposeRequest };

const unless = (value: number, usual: number): NumberField => (value === usual ? "" : value);

function foldFields(folds: AuditRequest["folds"]): Partial<MaterialsDraft> {
  if (folds === "matbench") return { foldKind: "matbench" };
  if (typeof folds === "object") return { foldKind: "column", foldColumn: folds.column };
  return { foldKind: "number", folds: unless(folds, 5) };
}

function ownFields(job: MaterialsRequest): Partial<MaterialsDraft> {
  switch (job.kind) {
    case "audit": {
      const { folds, innerFolds, repeats, models, shots, learningCurve, leakageCheck } = job.request;
      return {
        ...foldFields(folds),
        innerFolds: unless(innerFolds, 3),
        repeats: unless(repeats, 1),
        models: models ?? [],
        shots: shots ?? "",
        learningCurve,
        leakageCheck,
      };
    }
    case "train":
      return { model: job.request.model, ...foldFields(job.request.folds) };
    case "propose": {
      const { request } = job;
      return {
        proposer: request.model,
        goal: request.goal,
        elements: request.elements,
        required: request.required,
        minimumElements: unless(request.minimumElements, 2),
        maximumElements: unless(request.maximumElements, 3),
        maximumAtoms: unless(request.maximumAtoms, 8),
        chargeBalanced: request.chargeBalanced,
        candidates: unless(request.candidates, 20_000),
        batch: unless(request.batch, 10),
        acquisition: request.acquisition,
        diverse: request.diverse,
        replay: request.replay,
      };
    }
  }
}

/** A draft that repeats a job. */
export function draftOfMaterialsJob(job: MaterialsRequest): MaterialsDraft {
  const { kind, request } = job;
  return {
    ...initialMaterials,
    kind,
    source: request.sample === undefined ? "table" : "sample",
    sample: request.sample ?? initialMaterials.sample,
    subject: request.smiles === undefined ? "" : "molecule",
    composition: request.structure ?? request.smiles ?? request.composition ?? "",
    target: request.target ?? "",
    group: request.group ?? "",
    columns: request.columns ?? [],
    unit: request.unit ?? "",
    task: request.task ?? "",
    duplicates: request.duplicates,
    descriptors: request.descriptors ?? [],
    qubits: unless(request.qubits, 8),
    reduction: request.reduction,
    seed: unless(request.seed, 42),
    ...ownFields(job),
  };
}

/** Descriptor sets of rows that are formulas, and those that need structures beside. */
export const compositionDescriptors = descriptorSets.slice(0, 5);
export const structureDescriptors = descriptorSets.slice(5, 10);
export const moleculeDescriptors = descriptorSets.slice(10);
