import { Component, type ErrorInfo, type ReactNode } from "react";
import { ProblemAlert } from "../shared/ProblemAlert.tsx";

interface State {
  readonly error: unknown;
}

/** Keeps a fault in one part of the page from taking the rest with it. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return <ProblemAlert error={this.state.error} onRetry={() => this.setState({ error: undefined })} />;
  }
}
