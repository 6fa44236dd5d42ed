import { DatabaseSync } from 'node:sqlite';

const DAY_MS = 86_400_000;

/** How many rows are added. */
export const FINISHED_ROWS = 1_000_000;

/** Puts finished rows as webhooks leave them, with keys in no order, spread over that time, into a store that nobody has open. */
export function addFinishedRows(
  file: string,
  when: { readonly fromDaysAgo: number; readonly toDaysAgo: number },
): void {
  using db = new DatabaseSync(file);
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
     INSERT INTO inbox (source, key, state, body, accepted_at, finished_at, remember_until)
     SELECT 'webhook', 'deploy:' || lower(hex(randomblob(16))), 'done', 'null', t, t + 1000, t + 86400000
     FROM (SELECT ?2 + i * (?3 / ?1) AS t FROM n)`,
  ).run(FINISHED_ROWS, Date.now() - when.fromDaysAgo * DAY_MS, (when.fromDaysAgo - when.toDaysAgo) * DAY_MS);
}
