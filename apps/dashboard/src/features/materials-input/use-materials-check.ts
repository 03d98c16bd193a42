import { useDebouncedValue } from "@mantine/hooks";
import { skipToken, useQuery } from "@tanstack/react-query";
import { sentence, type FormErrors } from "../../shared/form/form-errors.ts";
import { readingOf, type MaterialsDraft } from "../materials-new/materials-draft.ts";
import { fieldOfDataError } from "../materials-new/materials-errors.ts";
import type { MaterialsFiles } from "../materials-new/materials-files.ts";
import { askMaterials } from "../materials-worker/client.ts";
import { QuestionError } from "../../shared/page-worker.ts";
import type { MaterialsFacts } from "../materials-worker/types.ts";

export interface MaterialsCheck {
  readonly facts: MaterialsFacts | undefined;
  readonly isPending: boolean;
  readonly errors: FormErrors;
  /** A fault that is no fault of the data. */
  readonly failure: Error | undefined;
}

/** Reads the table in the page as it comes and says what is wrong at the field where it is wrong. */
export function useMaterialsCheck(draft: MaterialsDraft, files: MaterialsFiles): MaterialsCheck {
  const { source, sample } = draft;
  const reading = readingOf(draft);
  const asked = JSON.stringify([source, sample, reading, files.revision]);
  const [settled] = useDebouncedValue(asked, 250);
  const isAsked = source === "sample" || files.table.text.trim() !== "";
  const { data, error, isFetching } = useQuery({
    queryKey: ["materials", settled],
    queryFn:
      isAsked && settled === asked
        ? () =>
            askMaterials((remote) =>
              remote.checkMaterials({
                ...reading,
                source:
                  source === "sample"
                    ? { sample }
                    : { table: files.table.text, structures: files.structures },
              }),
            )
        : skipToken,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
    placeholderData: (previous: MaterialsFacts | undefined) => previous,
  });
  const named = error instanceof QuestionError && error.code !== "internal" ? error : undefined;
  return {
    facts: error || !isAsked ? undefined : data,
    isPending: isFetching || settled !== asked,
    errors: named ? { [fieldOfDataError(draft, named.message)]: sentence(named.message) } : {},
    failure: error && !named ? error : undefined,
  };
}
