import { createDraftStore } from "../../shared/form/draft-store.ts";
import {
  draftOfMaterialsJob,
  initialMaterials,
  materialsChoices,
  type MaterialsRequest,
} from "./materials-draft.ts";
import { emptyTable, setFiles } from "./materials-files.ts";

export const materialsStore = createDraftStore("ansatz.materials", initialMaterials, materialsChoices);

/** Fills the form with what a job was asked. */
export function fillMaterialsForm(job: MaterialsRequest): void {
  const { table, name = "", structures = [] } = job.request;
  setFiles({
    table: table === undefined ? emptyTable : { text: table, fileName: name },
    structures,
  });
  materialsStore.save(draftOfMaterialsJob(job));
}
