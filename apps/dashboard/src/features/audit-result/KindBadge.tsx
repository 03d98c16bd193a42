import type { AuditModel } from "@ansatz/contract";
import { Badge } from "@mantine/core";
import { kindWords } from "./model-words.ts";

/** Whether a model is quantum, classical or a control. */
export function KindBadge({ kind }: { readonly kind: AuditModel["kind"] }) {
  const { label, color } = kindWords[kind];
  return (
    <Badge
      variant="light"
      color={color}
      size="sm"
      tt="none"
      fw={600}
      styles={{
        root: {
          flex: "none",
          minWidth: "max-content",
          color: `light-dark(color-mix(in srgb, var(--mantine-color-${color}-9), black 30%), var(--mantine-color-${color}-2))`,
        },
      }}
    >
      {label}
    </Badge>
  );
}
