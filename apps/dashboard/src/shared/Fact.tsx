import { Text } from "@mantine/core";

/** A value under its name. */
export function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={600} className="number">
        {value}
      </Text>
    </div>
  );
}
