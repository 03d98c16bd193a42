import { isFinal, type Job } from "@ansatz/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useRef, useState } from "react";
import { api, jobQuery } from "../../app/api.ts";
import { followEvents, type Connection } from "./event-stream.ts";
import { applyEvents, emptyLog, hasEnded, type JobLog } from "./job-events.ts";

export interface FollowedJob {
  readonly job: Job | undefined;
  readonly error: Error | null;
  readonly log: JobLog;
  readonly connection: Connection;
  readonly refetch: () => void;
}

/** Whether the events still have something to tell that the job itself does not hold. */
function needsEvents(job: Job | undefined, log: JobLog): boolean {
  if (!job) return false;
  return !isFinal(job.status) || (job.result === null && log.lastEvent < job.lastEvent);
}

/** A job with its live events; when its status changes the job is read again, in the end with its result. */
export function useJob(id: string): FollowedJob {
  const { data: job, error, refetch } = useQuery(jobQuery(id));
  const [log, apply] = useReducer(applyEvents, emptyLog);
  const [connection, setConnection] = useState<Connection>("connecting");
  const latest = useRef(log);
  const queries = useQueryClient();
  const follows = needsEvents(job, log);

  useEffect(() => {
    if (!follows) return undefined;
    return followEvents({
      url: (after) => api.jobEventsUrl(id, after),
      lastEvent: () => latest.current.lastEvent,
      onEvents: (events) => {
        latest.current = applyEvents(latest.current, events);
        apply(events);
      },
      onConnection: (state) => {
        setConnection(state);
        if (state === "lost") void refetch();
      },
      hasEnded: () => hasEnded(latest.current),
    });
  }, [id, follows, refetch]);

  useEffect(() => {
    if (log.status === undefined) return;
    void queries.invalidateQueries({ queryKey: jobQuery(id).queryKey });
    void queries.invalidateQueries({ queryKey: ["jobs"] });
  }, [log.status, id, queries]);

  return { job, error, log, connection, refetch: () => void refetch() };
}
