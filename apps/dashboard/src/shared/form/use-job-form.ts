import { createJobSchema, parseInput } from "@ansatz/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState, type RefObject, type SubmitEvent } from "react";
import { useAnnounce } from "../../app/announcer.tsx";
import { api, jobQuery } from "../../app/api.ts";
import type { DraftStore } from "./draft-store.ts";
import { toFormErrors, type ErrorPlaces, type FormErrors } from "./form-errors.ts";
import { takeHandedErrors } from "./handed-errors.ts";

/** A form's values, what is wrong with them, and how they change. */
export interface FormState<Draft> {
  readonly draft: Draft;
  readonly update: (change: Partial<Draft>) => void;
  readonly errors: FormErrors;
}

interface JobFormOptions<Draft> {
  readonly store: DraftStore<Draft>;
  readonly places: ErrorPlaces;
  /** The job that a draft describes, not yet checked; may throw a FormErrorsError. */
  readonly toJob: (draft: Draft) => unknown;
  /** Errors that are known before anything is sent. */
  readonly known?: (draft: Draft) => FormErrors;
}

export interface JobForm<Draft> extends FormState<Draft> {
  readonly ref: RefObject<HTMLFormElement | null>;
  readonly isPending: boolean;
  readonly onSubmit: (event: SubmitEvent) => void;
  /** Drops errors of fields that are no part of the draft. */
  readonly clear: (fields: readonly string[]) => void;
}

/** Faults of a draft that no schema sees, by field. */
export class FormErrorsError extends Error {
  override readonly name = "FormErrorsError";
  readonly code = "invalid-request";
  readonly errors: FormErrors;

  constructor(errors: FormErrors) {
    super(Object.values(errors).join(" "));
    this.errors = errors;
  }
}

/** Moves the focus to the first field of the page that has an error, once it is drawn. */
function focusFirst(form: HTMLFormElement | null, errors: FormErrors): void {
  requestAnimationFrame(() => {
    const fields = form?.querySelectorAll<HTMLElement>("[data-field]") ?? [];
    [...fields].find(({ dataset }) => dataset.field! in errors)?.focus();
  });
}

function without(errors: FormErrors, fields: readonly string[]): FormErrors {
  const dropped = new Set([...fields, "form"]);
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !dropped.has(name)));
}

/** A form that is kept in the browser and sent as a job, whose page opens then. */
export function useJobForm<Draft extends object>(options: JobFormOptions<Draft>): JobForm<Draft> {
  const { store, places, toJob, known } = options;
  const ref = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(store.load);
  const [errors, setErrors] = useState<FormErrors>(takeHandedErrors);
  const announce = useAnnounce();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const refuse = (found: FormErrors): void => {
    setErrors(found);
    announce("The calculation was not started. Correct the marked field.");
    focusFirst(ref.current, found);
  };
  const { mutate, isPending } = useMutation({
    mutationFn: async (current: Draft) => {
      const found = known?.(current) ?? {};
      if (Object.keys(found).length > 0) throw new FormErrorsError(found);
      return api.createJob(parseInput(createJobSchema, toJob(current)));
    },
    onSuccess: (job) => {
      queries.setQueryData(jobQuery(job.id).queryKey, job);
      void queries.invalidateQueries({ queryKey: ["jobs"] });
      void navigate({ to: "/jobs/$id", params: { id: job.id } });
    },
    onError: (error) => refuse(error instanceof FormErrorsError ? error.errors : toFormErrors(error, places)),
  });
  const clear = (fields: readonly string[]): void => setErrors((current) => without(current, fields));
  return {
    ref,
    draft,
    errors,
    isPending,
    clear,
    update: (change) => {
      clear(Object.keys(change));
      setDraft((current) => {
        const next = { ...current, ...change };
        store.save(next);
        return next;
      });
    },
    onSubmit: (event) => {
      event.preventDefault();
      mutate(draft);
    },
  };
}
