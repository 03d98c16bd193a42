import { isFinal } from "@ansatz/contract";
import { Button, Group, Loader, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../app/api.ts";
import { usePageTitle } from "../../app/use-page-title.ts";
import { PlusIcon } from "../../shared/icons.tsx";
import { ProblemAlert } from "../../shared/ProblemAlert.tsx";
import { Section } from "../../shared/Section.tsx";
import { statusLabel } from "../../shared/StatusBadge.tsx";
import { kindTitles } from "../job/kind-titles.ts";
import { JobRow } from "./JobRow.tsx";
import classes from "./jobs-list.module.css";
import { jobFilters, matches, type JobFilter } from "./job-filter.ts";

/** Past and running calculations, newest first. */
export default function JobsPage() {
  usePageTitle("Calculations");
  const filter = useSearch({ from: "/jobs" });
  const navigate = useNavigate({ from: "/jobs" });
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const jobs = useInfiniteQuery({
    queryKey: ["jobs", filter],
    queryFn: ({ pageParam }) =>
      api.listJobs({ ...filter, limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.jobs.some(({ status }) => !isFinal(status))) ? 2_000 : 20_000,
  });
  const all = jobs.data?.pages.flatMap((page) => page.jobs) ?? [];
  const shown = all.filter((job) => matches(job, text));
  const setFilter = (change: JobFilter) =>
    void navigate({ search: (current) => ({ ...current, ...change }), replace: true });

  return (
    <>
      <Group justify="space-between" mb="lg">
        <Title order={1}>Calculations</Title>
        <Button component={Link} to="/" leftSection={<PlusIcon size={15} />}>
          New calculation
        </Button>
      </Group>
      <Group mb="md" gap="sm" align="flex-end" className={classes.filters}>
        <TextInput
          label="Find"
          placeholder="words of a title"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label="Status"
          data={jobFilters.statuses.map((status) => ({ value: status, label: statusLabel(status) }))}
          value={filter.status ?? null}
          onChange={(value) => setFilter({ status: jobFilters.statuses.find((status) => status === value) })}
          placeholder="any"
          clearable
          clearButtonProps={{ "aria-label": "Any status" }}
        />
        <Select
          label="Kind"
          data={jobFilters.kinds.map((kind) => ({ value: kind, label: kindTitles[kind] }))}
          value={filter.kind ?? null}
          onChange={(value) => setFilter({ kind: jobFilters.kinds.find((kind) => kind === value) })}
          placeholder="any"
          clearable
          clearButtonProps={{ "aria-label": "Any kind" }}
        />
      </Group>
      {jobs.error && <ProblemAlert error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.isPending && <Loader aria-label="Loading the calculations" />}
      {jobs.data && shown.length === 0 && (
        <Nothing isFiltered={text !== "" || filter.status !== undefined || filter.kind !== undefined} />
      )}
      <ul className={classes.list}>
        {shown.map((job) => (
          <JobRow
            key={job.id}
            job={job}
            isChosen={chosen.includes(job.id)}
            onChoose={(isChosen) =>
              setChosen((ids) => (isChosen ? [...ids, job.id] : ids.filter((id) => id !== job.id)))
            }
          />
        ))}
      </ul>
      {chosen.length > 1 && (
        <div className={classes.compare}>
          <Button
            renderRoot={(props) => (
              <Link to="/portfolios/compare" search={{ ids: chosen.join(",") }} {...props} />
            )}
          >
            Compare {chosen.length} portfolios
          </Button>
        </div>
      )}
      {jobs.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={jobs.isFetchingNextPage}
          onClick={() => void jobs.fetchNextPage()}
        >
          Show older ones
        </Button>
      )}
    </>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) return <Text c="dimmed">No calculation matches the filter.</Text>;
  return (
    <Section title="Nothing calculated yet">
      <Stack align="flex-start">
        <Text>
          Start with water in a minimal basis: it takes a few seconds and shows everything a result holds.
          Calculations are kept on this computer and listed here.
        </Text>
        <Button component={Link} to="/">
          Start a calculation
        </Button>
      </Stack>
    </Section>
  );
}
