import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { unwrap } from "../../shared/page-worker.ts";
import { askWorker } from "./client.ts";
import type { MoleculeQuestion, SizeQuestion } from "./types.ts";

const settings = { staleTime: Infinity, retry: false } as const;

/** Facts and geometry of a molecule, from the page's own worker. */
export function useMolecule(question: MoleculeQuestion | undefined) {
  return useQuery({
    ...settings,
    queryKey: ["molecule", question],
    queryFn: question
      ? async () => unwrap(await askWorker((worker) => worker.readMolecule(question)))
      : skipToken,
    placeholderData: keepPreviousData,
  });
}

/** How large a calculation is going to be. */
export function useSizeEstimate(question: SizeQuestion | undefined) {
  return useQuery({
    ...settings,
    queryKey: ["size", question],
    queryFn: question
      ? async () => unwrap(await askWorker((worker) => worker.estimateSize(question)))
      : skipToken,
    placeholderData: keepPreviousData,
  });
}

/** The flat drawing of a SMILES as an SVG text. */
export function useFlatDrawing(smiles: string | null) {
  return useQuery({
    ...settings,
    queryKey: ["flat", smiles],
    queryFn: smiles === null ? skipToken : () => askWorker((worker) => worker.drawFlat(smiles)),
  });
}
