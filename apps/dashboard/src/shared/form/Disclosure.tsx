import { Button, Collapse } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useId, type ReactNode } from "react";
import { ChevronIcon } from "../icons.tsx";

interface DisclosureProps {
  readonly title: string;
  /** Opens by itself, for example around a field with an error. */
  readonly isForced?: boolean;
  readonly children: ReactNode;
}

/** Part of a form that few need, behind a button. */
export function Disclosure({ title, isForced = false, children }: DisclosureProps) {
  const id = useId();
  const [opened, { toggle }] = useDisclosure(false);
  const isOpen = opened || isForced;
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-md"
        px={4}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
        leftSection={
          <span style={{ display: "inline-flex", rotate: isOpen ? "90deg" : "none" }}>
            <ChevronIcon size={14} />
          </span>
        }
      >
        {title}
      </Button>
      <Collapse expanded={isOpen} id={id}>
        <div style={{ paddingTop: "var(--mantine-spacing-sm)" }}>{children}</div>
      </Collapse>
    </div>
  );
}
