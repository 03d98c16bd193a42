import type { AuditResult } from "@ansatz/contract";
import { Stack } from "@mantine/core";
import { formatCount } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { FactList } from "../job-result/FactList.tsx";
import classes from "./audit-result.module.css";

type Report = Pick<AuditResult, "task" | "target" | "rows" | "dropped" | "features" | "findings">;

/** What a job learnt from, and what was found in it. */
export function DataFacts({ result }: { readonly result: Report }) {
  const { task, target, rows, dropped, features, findings } = result;
  return (
    <Section title="Data">
      <Stack gap="md">
        <FactList
          facts={[
            ["Target", target.unit === null ? target.name : `${target.name}, ${target.unit}`],
            ["Task", task === "regression" ? "regression" : `classification: ${target.classes.join(", ")}`],
            [
              "Rows",
              dropped === 0
                ? formatCount(rows)
                : `${formatCount(rows)}; ${formatCount(dropped)} left out or merged`,
            ],
            ["Features", formatCount(features)],
          ]}
        />
        {findings.length > 0 && (
          <ul className={classes.list} aria-label="Findings in the data">
            {findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        )}
      </Stack>
    </Section>
  );
}
