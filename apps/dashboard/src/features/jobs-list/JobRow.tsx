import { isFinal, type JobKind, type JobSummary } from "@ansatz/contract";
import { Checkbox, Progress, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { formatAge, formatSeconds, formatTotal } from "../../shared/format.ts";
import { StatusBadge, VerdictBadge } from "../../shared/StatusBadge.tsx";
import { kindTitles } from "../job/kind-titles.ts";
import { useNow } from "../job/use-now.ts";
import classes from "./jobs-list.module.css";

function duration({ startedAt, finishedAt }: JobSummary): string {
  if (startedAt === null || finishedAt === null) return "";
  return formatSeconds(Math.max(0, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000));
}

/** The result in one number, as its kind has it. */
function headlineText({ kind, headline }: JobSummary): string {
  if (headline === null) return "";
  switch (kind) {
    case "ground-state":
    case "bond-scan":
      return `${formatTotal(headline)} Ha`;
    case "circuit":
      return `${(100 * headline).toFixed(1)} %`;
    case "portfolio":
      return headline.toFixed(4);
    case "frontier":
    case "backtest":
    case "audit":
      return headline.toFixed(2);
    case "risk":
    case "option":
    case "train":
    case "propose":
      return Number(headline.toPrecision(6)).toLocaleString("en-US");
  }
}

/** What the number is, where its unit does not tell. */
const headlineNames: Partial<Record<JobKind, string>> = {
  circuit: "likeliest outcome",
  portfolio: "approximation ratio",
  frontier: "greatest Sharpe ratio",
  backtest: "Sharpe ratio",
  risk: "CVaR",
  option: "price",
  audit: "geometric difference",
  train: "held-out score",
  propose: "best predicted value",
};

interface JobRowProps {
  readonly job: JobSummary;
  /** Whether it is chosen to be compared, where it can be. */
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

/** One job of the list; the whole row leads to it. */
export function JobRow({ job, isChosen, onChoose }: JobRowProps) {
  const isOver = isFinal(job.status);
  const now = useNow(true, 15_000);
  return (
    <li className={`${classes.row} surface`}>
      <div className={classes.title}>
        <Link to="/jobs/$id" params={{ id: job.id }} className={classes.link}>
          {job.title}
        </Link>
        <Text size="xs" c="dimmed">
          {kindTitles[job.kind]} · {formatAge(job.createdAt, now)}
          {isOver && duration(job) !== "" && ` · ${duration(job)}`}
        </Text>
        {job.error && (
          <Text size="sm" mt={4} lineClamp={2}>
            {job.error.message}
          </Text>
        )}
        {!isOver && (
          <Progress
            value={Math.max(2, 100 * job.fraction)}
            size="sm"
            mt={8}
            aria-label={`Progress of ${job.title}`}
          />
        )}
      </div>
      <div className={`${classes.energy} number`}>
        {headlineText(job)}
        {job.headline !== null && headlineNames[job.kind] !== undefined && (
          <Text size="xs" c="dimmed" fw={400}>
            {headlineNames[job.kind]}
          </Text>
        )}
      </div>
      <div className={classes.badges}>
        {job.kind === "portfolio" && job.status === "succeeded" && (
          <Checkbox
            size="xs"
            className={classes.choose}
            label="Compare"
            aria-label={`Compare ${job.title}`}
            checked={isChosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        )}
        {job.verdictLevel ? <VerdictBadge level={job.verdictLevel} /> : null}
        <StatusBadge status={job.status} />
      </div>
    </li>
  );
}
