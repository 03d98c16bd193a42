import { and, desc, eq, sql } from "drizzle-orm";
import type { ModelList, ModelSummary, TrainedModel, TrainResult } from "@ansatz/contract";
import { ModelNotFoundError } from "../errors.ts";
import type { Orm } from "./database.ts";
import { jobs } from "./schema.ts";

/** Most models of a list, the newest. */
const mostModels = 200;

const isTrained = and(eq(jobs.kind, "train"), eq(jobs.status, "succeeded"));

/** The models that jobs have trained, newest first, without what predicts. */
export async function listModels(orm: Orm): Promise<ModelList> {
  const field = (name: keyof TrainedModel) =>
    sql<unknown>`${jobs.result} -> 'model' -> ${sql.raw(`'${name}'`)}`;
  const rows = await orm
    .select({
      id: jobs.id,
      name: field("name"),
      version: field("version"),
      label: field("label"),
      kind: field("kind"),
      target: field("target"),
      score: field("score"),
      trainedAt: field("trainedAt"),
    })
    .from(jobs)
    .where(isTrained)
    .orderBy(desc(jobs.ordinal))
    .limit(mostModels);
  return { models: rows as ModelSummary[] };
}

/** @throws {@link ModelNotFoundError} where no job of that id has trained a model. */
export async function readModel(orm: Orm, id: string): Promise<TrainedModel> {
  const rows = await orm
    .select({ result: jobs.result })
    .from(jobs)
    .where(and(eq(jobs.id, id), isTrained));
  const { model } = (rows.at(0)?.result ?? {}) as Partial<TrainResult>;
  if (model === undefined) {
    throw new ModelNotFoundError(`There is no trained model ${id}.`, { details: { id } });
  }
  return model;
}
