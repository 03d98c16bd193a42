import type { JobKind } from "@ansatz/contract";
import { VisuallyHidden } from "@mantine/core";
import { CheckIcon } from "../../shared/icons.tsx";
import classes from "./job.module.css";
import type { JobLog } from "./job-events.ts";
import { stageStates } from "./stages.ts";

const spoken = { done: "done", current: "running now", waiting: "to come" };

/** The stages of a job as a row of steps; nothing for a kind without stages. */
export function StageSteps({ log, kind }: { readonly log: JobLog; readonly kind: JobKind }) {
  const states = stageStates(kind, log);
  if (states.length === 0) return null;
  return (
    <ol className={classes.steps} aria-label="Stages">
      {states.map(({ stage, label, state }) => (
        <li key={stage} data-state={state} aria-current={state === "current" ? "step" : undefined}>
          <span className={classes.dot}>{state === "done" && <CheckIcon size={12} />}</span>
          {label}
          <VisuallyHidden>, {spoken[state]}</VisuallyHidden>
        </li>
      ))}
    </ol>
  );
}
