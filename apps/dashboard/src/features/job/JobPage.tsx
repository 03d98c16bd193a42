import { isFinal, type Job } from "@ansatz/contract";
import { Loader, Stack } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useAnnounce } from "../../app/announcer.tsx";
import { usePageTitle } from "../../app/use-page-title.ts";
import { ProblemAlert } from "../../shared/ProblemAlert.tsx";
import { statusLabel } from "../../shared/StatusBadge.tsx";
import { BondScanView } from "../job-result/BondScanView.tsx";
import { GroundStateView } from "../job-result/GroundStateView.tsx";
import { Convergence } from "./Convergence.tsx";
import { FailureCard } from "./FailureCard.tsx";
import { JobHeader } from "./JobHeader.tsx";
import type { JobLog } from "./job-events.ts";
import { jobTitle } from "./job-title.ts";
import { ProgressCard } from "./ProgressCard.tsx";
import { ScanCurve } from "./ScanCurve.tsx";
import { stageLabel } from "./stages.ts";
import { useJob, type FollowedJob } from "./use-job.ts";

const PortfolioView = lazy(() => import("../portfolio-result/PortfolioView.tsx"));
const FrontierView = lazy(() => import("../frontier-result/FrontierView.tsx"));
const BacktestView = lazy(() => import("../backtest-result/BacktestView.tsx"));
const RiskView = lazy(() => import("../risk-result/RiskView.tsx"));
const OptionView = lazy(() => import("../option-result/OptionView.tsx"));
const AuditView = lazy(() => import("../audit-result/AuditView.tsx"));
const AuditProgressTable = lazy(() => import("../audit-result/AuditProgressTable.tsx"));
const TrainView = lazy(() => import("../train-result/TrainView.tsx"));
const ProposeView = lazy(() => import("../propose-result/ProposeView.tsx"));
const PortfolioProgressChart = lazy(() => import("../portfolio-result/PortfolioProgressChart.tsx"));
const CircuitView = lazy(() => import("../circuit-result/CircuitView.tsx"));

/** A job from its submission to its result. */
export default function JobPage() {
  const { id } = useParams({ from: "/jobs/$id" });
  return <FollowedJobPage key={id} id={id} />;
}

function FollowedJobPage({ id }: { readonly id: string }) {
  const followed = useJob(id);
  const { job, error, refetch, log } = followed;
  const status = statusOf(job, log);
  usePageTitle(job ? `${statusLabel(status)} · ${jobTitle(job)}` : "Calculation");
  useAnnouncedProgress(job, status, log);
  if (!job) {
    return error ? (
      <ProblemAlert error={error} onRetry={refetch} />
    ) : (
      <Loader aria-label="Loading the calculation" />
    );
  }
  return (
    <>
      <JobHeader job={job} status={status} />
      <Stack gap="lg">
        <JobBody {...followed} job={job} status={status} />
      </Stack>
    </>
  );
}

/** The newest status of the two sources: the job as read, and its events. */
function statusOf(job: Job | undefined, log: JobLog): Job["status"] {
  if (!job) return "queued";
  if (isFinal(job.status)) return job.status;
  return log.status ?? job.status;
}

function JobBody({
  job,
  log,
  connection,
  status,
}: FollowedJob & { readonly job: Job; readonly status: Job["status"] }) {
  if (job.result !== null) return <JobResultView job={job} />;
  return (
    <>
      {isFinal(job.status) ? (
        <FailureCard job={job} />
      ) : (
        <ProgressCard
          log={{ ...log, status, fraction: Math.max(log.fraction, job.fraction) }}
          kind={job.kind}
          connection={connection}
          message={job.message}
        />
      )}
      {job.kind === "bond-scan"
        ? (log.points.length > 0 || !isFinal(job.status)) && (
            <ScanCurve points={log.points} range={[job.request.fromAngstrom, job.request.toAngstrom]} />
          )
        : job.kind === "ground-state" &&
          (log.iterations.length > 0 || !isFinal(job.status)) && (
            <Convergence iterations={log.iterations} rhf={log.rhf ?? null} exact={log.exact ?? null} />
          )}
      {job.kind === "portfolio" && log.objectives.length > 0 && (
        <Suspense fallback={null}>
          <PortfolioProgressChart steps={log.objectives} optimum={log.optimum ?? null} />
        </Suspense>
      )}
      {job.kind === "audit" && (log.folds.length > 0 || !isFinal(job.status)) && (
        <Suspense fallback={null}>
          <AuditProgressTable job={job} scores={log.folds} />
        </Suspense>
      )}
    </>
  );
}

function JobResultView({ job }: { readonly job: Job }) {
  if (job.result === null) return null;
  if (job.kind === "ground-state") return <GroundStateView job={job} result={job.result} />;
  if (job.kind === "bond-scan") return <BondScanView job={job} result={job.result} />;
  return (
    <Suspense fallback={<Loader aria-label="Loading the result" />}>
      <LazyResultView job={job} />
    </Suspense>
  );
}

/** Results whose pages are loaded when one is opened. */
function LazyResultView({ job }: { readonly job: Exclude<Job, { kind: "ground-state" | "bond-scan" }> }) {
  if (job.result === null) return null;
  switch (job.kind) {
    case "circuit":
      return <CircuitView job={job} result={job.result} />;
    case "portfolio":
      return <PortfolioView job={job} result={job.result} />;
    case "frontier":
      return <FrontierView job={job} result={job.result} />;
    case "backtest":
      return <BacktestView job={job} result={job.result} />;
    case "risk":
      return <RiskView job={job} result={job.result} />;
    case "option":
      return <OptionView job={job} result={job.result} />;
    case "audit":
      return <AuditView job={job} result={job.result} />;
    case "train":
      return <TrainView job={job} result={job.result} />;
    case "propose":
      return <ProposeView job={job} result={job.result} />;
  }
}

/** Tells screen readers of changes of status and stage, not of every iteration. */
function useAnnouncedProgress(job: Job | undefined, status: Job["status"], log: JobLog): void {
  const announce = useAnnounce();
  const isLoaded = job !== undefined;
  const first = useRef(true);
  const isRunning = isLoaded && !isFinal(status);
  const stage = isRunning && log.stage ? stageLabel(log.stage) : undefined;
  useEffect(() => {
    if (!isLoaded) return;
    if (first.current && isFinal(status)) {
      first.current = false;
      return;
    }
    first.current = false;
    announce(stage === undefined ? `Calculation: ${statusLabel(status)}` : `Stage: ${stage}`);
  }, [announce, isLoaded, status, stage]);
}
