import { listCandidates } from "@ansatz/materials";
import type { CandidatePreview, CandidateQuestion } from "./types.ts";

const shown = 12;

/** How many compounds meet the constraints, and the first of them. @throws CompositionError, LearningTooLargeError. */
export function previewCandidates(question: CandidateQuestion): CandidatePreview {
  const { elements, required, minimumElements, maximumElements, maximumAtoms, chargeBalanced, limit } =
    question;
  const { candidates, isComplete } = listCandidates(
    {
      elements,
      required,
      elementCount: { minimum: minimumElements, maximum: maximumElements },
      maximumAtoms,
      chargeBalance: chargeBalanced ? "ordered" : "none",
    },
    { limit: Math.min(limit, 100_000) },
  );
  return {
    count: candidates.length,
    isComplete,
    examples: candidates.slice(0, shown).map(({ formula }) => formula),
  };
}
