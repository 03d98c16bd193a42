import { VisuallyHidden } from "@mantine/core";
import { CheckIcon } from "../../shared/icons.tsx";
import classes from "./job.module.css";
import type { JobLog } from "./job-events.ts";
import { stageStates } from "./stages.ts";

const spoken = { done: "done", current: "running now", waiting: "to come" };

/** The stages of a ground state as a row of steps. */
export function StageSteps({ log }: { readonly log: JobLog }) {
  return (
    <ol className={classes.steps} aria-label="Stages">
      {stageStates(log).map(({ stage, label, state }) => (
        <li key={stage} data-state={state} aria-current={state === "current" ? "step" : undefined}>
          <span className={classes.dot}>{state === "done" && <CheckIcon size={12} />}</span>
          {label}
          <VisuallyHidden>, {spoken[state]}</VisuallyHidden>
        </li>
      ))}
    </ol>
  );
}
