import { Group, Text } from "@mantine/core";
import { Fact } from "../../shared/Fact.tsx";
import { formatCount } from "../../shared/format.ts";
import { DataCheckFrame, SampleNote } from "../../shared/form/DataCheckFrame.tsx";
import { sentence } from "../../shared/form/form-errors.ts";
import { CheckCircleIcon, InfoIcon, WarningIcon } from "../../shared/icons.tsx";
import { NumberTable } from "../../shared/NumberTable.tsx";
import marketClasses from "../market-input/market-input.module.css";
import { ElementCounts } from "../materials-periodic-table/PeriodicTable.tsx";
import type { CheckedFinding, MaterialsFacts } from "../materials-worker/types.ts";
import { figureText } from "../portfolio-charts/money-format.ts";
import { ClassBars } from "./ClassBars.tsx";
import classes from "./materials-input.module.css";
import { TargetHistogram } from "./TargetHistogram.tsx";
import type { MaterialsCheck } from "./use-materials-check.ts";

/** What the table holds, what was found in it and what was done about it. */
export function MaterialsDataCheck({ check }: { readonly check: MaterialsCheck }) {
  return <DataCheckFrame check={check}>{(facts) => <CheckedData facts={facts} />}</DataCheckFrame>;
}

function CheckedData({ facts }: { readonly facts: MaterialsFacts }) {
  return (
    <>
      <Overview facts={facts} />
      <Findings facts={facts} />
      <div>
        <Text fw={600} size="sm" mb={6}>
          {facts.task === "regression" ? "Distribution of the target" : "Classes"}
        </Text>
        {facts.task === "regression" ? <TargetHistogram facts={facts} /> : <ClassBars facts={facts} />}
      </div>
      {Object.keys(facts.elements).length > 0 && (
        <div>
          <Text fw={600} size="sm" mb={6}>
            Elements in the data
          </Text>
          <ElementCounts counts={facts.elements} rows={facts.usedRows} />
        </div>
      )}
      <div>
        <Text fw={600} size="sm" mb={6}>
          First rows as they were read
        </Text>
        <div className={classes.rowTable} tabIndex={0} role="region" aria-label="Table of the first rows">
          <NumberTable
            heads={["Row", facts.columns.composition, facts.columns.target]}
            rows={facts.preview.map(({ row, label, target }) => [String(row), label ?? "–", target ?? "–"])}
          />
        </div>
      </div>
    </>
  );
}

const subjectWords = { composition: "Composition", structure: "Structures", molecule: "Molecules" };

function Overview({ facts }: { readonly facts: MaterialsFacts }) {
  const {
    target,
    task,
    rowCount,
    usedRows,
    summary,
    classes: names,
    columns,
    elements,
    groups,
    subject,
  } = facts;
  const unit = target.unit === null ? "" : ` ${target.unit}`;
  const value = (number: number): string => `${figureText(number, 4)}${unit}`;
  return (
    <Group gap="xl" style={{ rowGap: "var(--mantine-spacing-sm)" }}>
      <Fact
        label="Task"
        value={task === "regression" ? "Regression" : `Classification, ${names.length} classes`}
      />
      <Fact
        label="Rows learnt from"
        value={
          usedRows === rowCount
            ? formatCount(usedRows)
            : `${formatCount(usedRows)} of ${formatCount(rowCount)}`
        }
      />
      {subject !== "numbers" && <Fact label={subjectWords[subject]} value={columns.composition} />}
      <Fact label="Target" value={target.unit === null ? target.name : `${target.name}, ${target.unit}`} />
      {Object.keys(elements).length > 0 && (
        <Fact label="Elements" value={String(Object.keys(elements).length)} />
      )}
      <Fact
        label={
          columns.group === null && (subject === "composition" || subject === "structure")
            ? "Chemical systems"
            : "Groups"
        }
        value={formatCount(groups)}
      />
      {summary && (
        <>
          <Fact
            label="Mean ± deviation"
            value={`${figureText(summary.mean, 4)} ± ${value(summary.deviation)}`}
          />
          <Fact label="Median" value={value(summary.median)} />
          <Fact label="Range" value={`${figureText(summary.lowest, 4)} to ${value(summary.highest)}`} />
        </>
      )}
    </Group>
  );
}

function Findings({ facts: { findings, sample } }: { readonly facts: MaterialsFacts }) {
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const rest = findings.filter(({ severity }) => severity !== "warning");
  return (
    <div>
      {sample && <SampleNote sample={sample} isReal />}
      <ul className={marketClasses.findings} aria-label="Findings">
        {[...warnings, ...rest].map((finding) => (
          <FindingLine key={`${finding.code}-${finding.message}`} finding={finding} />
        ))}
        {warnings.length === 0 && (
          <li>
            <CheckCircleIcon size={16} />
            <span>Nothing in the data that would change a conclusion.</span>
          </li>
        )}
      </ul>
    </div>
  );
}

function FindingLine({ finding }: { readonly finding: CheckedFinding }) {
  const { severity, message, rows, rowCount } = finding;
  const isWarning = severity === "warning";
  return (
    <li data-severity={severity} className={classes.finding}>
      <div className={classes.line}>
        {isWarning ? <WarningIcon size={16} /> : <InfoIcon size={16} />}
        <span>
          {isWarning && <strong>Warning: </strong>}
          {sentence(message)}
        </span>
      </div>
      {rows.length > 1 && (
        <details className={classes.rows}>
          <summary>
            {rows.length < rowCount
              ? `The first ${rows.length} of ${formatCount(rowCount)} rows`
              : `The ${rowCount} rows`}
          </summary>
          <div
            className={classes.rowTable}
            tabIndex={0}
            role="region"
            aria-label={`Rows of: ${message.slice(0, 60)}`}
          >
            <NumberTable
              heads={["Row", "Material", "Target"]}
              rows={rows.map(({ row, label, target }) => [
                String(row),
                label ?? "not learnt from, or merged",
                target ?? "–",
              ])}
            />
          </div>
        </details>
      )}
    </li>
  );
}
