import { Button, useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { ListIcon } from "../../shared/icons.tsx";

/** Prints the page in light colours, whatever the screen has; so does the browser's own command. */
export function PrintButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    const toLight = () => document.documentElement.setAttribute("data-mantine-color-scheme", "light");
    const back = () => setColorScheme(colorScheme);
    window.addEventListener("beforeprint", toLight);
    window.addEventListener("afterprint", back);
    return () => {
      window.removeEventListener("beforeprint", toLight);
      window.removeEventListener("afterprint", back);
    };
  }, [colorScheme, setColorScheme]);
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<ListIcon size={15} />}
      onClick={() => window.print()}
      className="screen-only"
    >
      Print or save as PDF
    </Button>
  );
}
