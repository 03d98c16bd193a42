import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type RefObject } from "react";
import { useAnnounce } from "../../app/announcer.tsx";
import { api, jobQuery } from "../../app/api.ts";
import { parseDraft, type Draft } from "./draft.ts";
import { clearErrors, fieldOrder, toFieldErrors, type FieldErrors } from "./field-errors.ts";
import { takeHandedErrors } from "./handed-errors.ts";

export interface Submission {
  readonly errors: FieldErrors;
  readonly isPending: boolean;
  submit(draft: Draft, known: FieldErrors): void;
  /** Drops the errors of fields that change. */
  clear(change: Partial<Draft>): void;
}

/** Moves the focus to the first field that has an error, once it is drawn. */
function focusFirst(form: HTMLFormElement | null, errors: FieldErrors): void {
  const first = fieldOrder.find((field) => field in errors);
  if (first === undefined) return;
  requestAnimationFrame(() => {
    form?.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus();
  });
}

/** Sends the draft as a job; errors come back by field. */
export function useSubmit(
  form: RefObject<HTMLFormElement | null>,
  onCreated: (id: string) => void,
): Submission {
  const [errors, setErrors] = useState(takeHandedErrors);
  const announce = useAnnounce();
  const queries = useQueryClient();
  const refuse = (found: FieldErrors) => {
    setErrors(found);
    announce("The calculation was not started. Correct the marked field.");
    focusFirst(form.current, found);
  };
  const { mutate, isPending } = useMutation({
    mutationFn: (draft: Draft) => api.createJob(parseDraft(draft)),
    onSuccess: (job) => {
      queries.setQueryData(jobQuery(job.id).queryKey, job);
      void queries.invalidateQueries({ queryKey: ["jobs"] });
      onCreated(job.id);
    },
    onError: (error) => refuse(toFieldErrors(error)),
  });
  return {
    errors,
    isPending,
    submit: (draft, known) => {
      if (Object.keys(known).length > 0) refuse(known);
      else mutate(draft);
    },
    clear: (change) => setErrors((current) => clearErrors(current, change)),
  };
}
