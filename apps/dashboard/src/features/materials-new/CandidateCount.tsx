import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { skipToken, useQuery } from "@tanstack/react-query";
import { formatCount, prettyFormula } from "../../shared/format.ts";
import { sentence } from "../../shared/form/form-errors.ts";
import { askMaterials } from "../materials-worker/client.ts";
import type { CandidateQuestion } from "../materials-worker/types.ts";
import type { MaterialsDraft } from "./materials-draft.ts";

function questionOf(draft: MaterialsDraft): CandidateQuestion {
  const { elements, required, minimumElements, maximumElements, maximumAtoms, chargeBalanced, candidates } =
    draft;
  return {
    elements,
    required,
    minimumElements: minimumElements === "" ? 2 : minimumElements,
    maximumElements: maximumElements === "" ? 3 : maximumElements,
    maximumAtoms: maximumAtoms === "" ? 8 : maximumAtoms,
    chargeBalanced,
    limit: candidates === "" ? 20_000 : candidates,
  };
}

/** How many compounds meet the constraints, counted in the page. */
export function CandidateCount({ draft }: { readonly draft: MaterialsDraft }) {
  const [question] = useDebouncedValue(JSON.stringify(questionOf(draft)), 400);
  const { data, error, isFetching } = useQuery({
    queryKey: ["candidates", question],
    queryFn:
      draft.elements.length === 0
        ? skipToken
        : () => askMaterials((remote) => remote.previewCandidates(JSON.parse(question) as CandidateQuestion)),
    staleTime: Infinity,
    retry: false,
  });
  return (
    <Text size="sm" c="dimmed" aria-live="polite" data-testid="candidate-count">
      {draft.elements.length === 0
        ? "Choose elements to see how many compounds they allow."
        : error
          ? sentence(error.message)
          : isFetching || !data
            ? "Counting the candidates …"
            : data.count === 0
              ? "No compound meets these constraints."
              : `${data.isComplete ? "" : "More than "}${formatCount(data.count)} compounds meet them${data.isComplete ? "" : "; so many are looked at"}, for example ${data.examples.slice(0, 6).map(prettyFormula).join(", ")}. Known ones are left out.`}
    </Text>
  );
}
