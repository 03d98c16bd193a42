import type { JobStatus, Verdict } from "@ansatz/contract";
import { Badge } from "@mantine/core";
import type { ReactNode } from "react";
import {
  CheckCircleIcon,
  CheckIcon,
  ClockIcon,
  CrossCircleIcon,
  PlayIcon,
  StarIcon,
  StopIcon,
  WarningIcon,
} from "./icons.tsx";

interface Look {
  readonly label: string;
  readonly color: string;
  readonly icon: ReactNode;
}

const statusLooks: Readonly<Record<JobStatus, Look>> = {
  queued: { label: "Queued", color: "gray", icon: <ClockIcon size={13} /> },
  running: { label: "Running", color: "lagoon", icon: <PlayIcon size={11} /> },
  succeeded: { label: "Done", color: "teal", icon: <CheckIcon size={13} /> },
  failed: { label: "Failed", color: "red", icon: <CrossCircleIcon size={13} /> },
  cancelled: { label: "Cancelled", color: "gray", icon: <StopIcon size={11} /> },
};

export const verdictLooks: Readonly<Record<Verdict["level"], Look>> = {
  excellent: { label: "Excellent", color: "teal", icon: <StarIcon size={13} /> },
  good: { label: "Good", color: "lagoon", icon: <CheckCircleIcon size={13} /> },
  caution: { label: "Caution", color: "orange", icon: <WarningIcon size={13} /> },
  failed: { label: "No answer", color: "red", icon: <CrossCircleIcon size={13} /> },
};

function LookBadge({ look: { label, color, icon } }: { readonly look: Look }) {
  return (
    <Badge
      variant="light"
      color={color}
      leftSection={<span style={{ display: "flex" }}>{icon}</span>}
      tt="none"
      fw={600}
      styles={{
        root: {
          color: `light-dark(color-mix(in srgb, var(--mantine-color-${color}-9), black 30%), var(--mantine-color-${color}-2))`,
        },
      }}
    >
      {label}
    </Badge>
  );
}

export function StatusBadge({ status }: { readonly status: JobStatus }) {
  return <LookBadge look={statusLooks[status]} />;
}

export function VerdictBadge({ level }: { readonly level: Verdict["level"] }) {
  return <LookBadge look={verdictLooks[level]} />;
}

export function statusLabel(status: JobStatus): string {
  return statusLooks[status].label;
}
