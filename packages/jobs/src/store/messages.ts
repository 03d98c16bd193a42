import { sql } from "drizzle-orm";
import type { Database, Transaction } from "./database.ts";

/** What processes tell each other: only that there is something to read. */
export type StoreMessage =
  | { readonly type: "tasks" }
  | { readonly type: "events"; readonly jobId: string }
  | { readonly type: "ended"; readonly jobId: string };

const channel = "ansatz";

/** Tells every process, this one included, once the transaction is committed. */
export async function announce(tx: Transaction, message: StoreMessage): Promise<void> {
  const payload = message.type === "tasks" ? message.type : `${message.type}:${message.jobId}`;
  await tx.execute(sql`SELECT pg_notify(${channel}, ${payload})`);
}

/** Calls `onMessage` for what any process announces, and `onGap` when some of it may have been missed. */
export function listenForMessages(
  database: Database,
  onMessage: (message: StoreMessage) => void,
  onGap: () => void,
): Promise<() => Promise<void>> {
  return database.listen(
    channel,
    (payload) => {
      const [type, jobId] = payload.split(":");
      if (type === "tasks") onMessage({ type });
      else if (type === "events" || type === "ended") onMessage({ type, jobId });
    },
    onGap,
  );
}
