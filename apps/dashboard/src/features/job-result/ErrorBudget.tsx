import type { ErrorBudgetItem } from "@ansatz/contract";
import { Badge, Text } from "@mantine/core";
import { useEnergyUnit } from "../../shared/energy-unit.tsx";
import { formatDifference, formatEstimate, smallUnit, type EnergyUnit } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { accuracyBand } from "../job/chart-domain.ts";
import { barShare } from "./bar-share.ts";
import classes from "./job-result.module.css";

/** Errors below this, hartree, are smaller than anything a chemist compares. */
const negligible = 1e-9;

function valueText({ hartree, kind }: ErrorBudgetItem, unit: EnergyUnit): string {
  if (hartree === null || kind === "named") return "not estimated";
  if (hartree === 0) return "none";
  if (Math.abs(hartree) < negligible) return "negligible";
  const text =
    kind === "estimate" ? `about ${formatEstimate(hartree, unit)}` : formatDifference(hartree, unit);
  return `${text} ${smallUnit(unit)}`;
}

/** Where the error of the answer comes from, largest sources visible at a glance. */
export function ErrorBudget({ items }: { readonly items: readonly ErrorBudgetItem[] }) {
  const [unit] = useEnergyUnit();
  return (
    <Section
      title="Error budget"
      description="Logarithmic bars from 1 µHa to 1 Ha; the dashed mark is chemical accuracy, 1.6 mHa."
    >
      <ul className={classes.budget}>
        {items.map((item) => (
          <li key={item.source}>
            <div className={classes.budgetHead}>
              <span>
                {item.label}{" "}
                {item.kind === "estimate" && (
                  <Badge size="xs" variant="default" tt="none" fw={500}>
                    estimate
                  </Badge>
                )}
              </span>
              <span className="number">{valueText(item, unit)}</span>
            </div>
            {item.hartree !== null && item.kind !== "named" && (
              <div className={classes.track} aria-hidden="true">
                <span
                  className={classes.bar}
                  data-kind={item.kind}
                  style={{ width: `${100 * barShare(item.hartree)}%` }}
                />
                <span className={classes.mark} style={{ left: `${100 * barShare(accuracyBand)}%` }} />
              </div>
            )}
            <Text size="xs" c="dimmed">
              {item.note}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
