import { useId, type ReactNode } from "react";
import { Group, Paper, Text, Title } from "@mantine/core";

interface SectionProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled card. */
export function Section({ title, description, aside, children }: SectionProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      aria-labelledby={id}
      className="surface"
      withBorder
      p={{ base: "md", sm: "lg" }}
      radius="lg"
    >
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        <div>
          <Title order={2} id={id}>
            {title}
          </Title>
          {description !== undefined && (
            <Text size="sm" c="dimmed" mt={4}>
              {description}
            </Text>
          )}
        </div>
        {aside}
      </Group>
      {children}
    </Paper>
  );
}
