import { Button, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { usePageTitle } from "./use-page-title.ts";

/** What an address without a page shows. */
export function NotFoundPage() {
  usePageTitle("Not found");
  return (
    <Stack align="flex-start" py="xl">
      <Title order={1}>There is no page at this address</Title>
      <Text>It may have been mistyped, or the calculation may have been deleted.</Text>
      <Button component={Link} to="/">
        New calculation
      </Button>
    </Stack>
  );
}
