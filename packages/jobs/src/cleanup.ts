/** What has been opened so far. It does what AsyncDisposableStack does, which Node.js 20 does not have. */
export interface Cleanup {
  readonly use: <Resource extends AsyncDisposable>(resource: Resource) => Resource;
  readonly defer: (action: () => Promise<void>) => void;
  /** Releases everything, the last first, also when one of them fails; throws the first failure then. */
  readonly run: () => Promise<void>;
}

export function createCleanup(): Cleanup {
  const actions: (() => Promise<void>)[] = [];
  return {
    use(resource) {
      actions.push(async () => resource[Symbol.asyncDispose]());
      return resource;
    },
    defer(action) {
      actions.push(action);
    },
    async run() {
      const failures: unknown[] = [];
      for (let action = actions.pop(); action; action = actions.pop()) {
        try {
          await action();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
