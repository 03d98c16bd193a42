import { isFinal, type JobSummary } from "@ansatz/contract";
import { Progress, Text } from "@mantine/core";
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

/** The result in one number: an energy, how likely a circuit's likeliest outcome is, or an approximation ratio. */
function headlineText({ kind, headline }: JobSummary): string {
  if (headline === null) return "";
  if (kind === "portfolio") return headline.toFixed(4);
  return kind === "circuit" ? `${(100 * headline).toFixed(1)} %` : `${formatTotal(headline)} Ha`;
}

/** One job of the list; the whole row leads to it. */
export function JobRow({ job }: { readonly job: JobSummary }) {
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
        {job.kind === "circuit" && job.headline !== null && (
          <Text size="xs" c="dimmed" fw={400}>
            likeliest outcome
          </Text>
        )}
        {job.kind === "portfolio" && job.headline !== null && (
          <Text size="xs" c="dimmed" fw={400}>
            approximation ratio
          </Text>
        )}
      </div>
      <div className={classes.badges}>
        {job.verdictLevel ? <VerdictBadge level={job.verdictLevel} /> : null}
        <StatusBadge status={job.status} />
      </div>
    </li>
  );
}
