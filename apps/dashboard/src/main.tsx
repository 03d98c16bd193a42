import "@mantine/core/styles.css";
import "./shared/global.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AnnouncerProvider } from "./app/announcer.tsx";
import { createQueryClient } from "./app/api.ts";
import { ErrorBoundary } from "./app/ErrorBoundary.tsx";
import { router } from "./app/router.tsx";
import { cssVariables, theme } from "./app/theme.ts";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <ErrorBoundary>
        <QueryClientProvider client={createQueryClient()}>
          <AnnouncerProvider>
            <RouterProvider router={router} />
          </AnnouncerProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  </StrictMode>,
);
