import type { HealthCheck } from '../../../application/health/health-check.js';
import type { ServerSlice } from '../../../application/ports/http/http-server.js';
import type { MetricsPage } from '../../../application/ports/http/metrics-page.js';
import { type Answer, FORBIDDEN, methodNotAllowed } from '../server/answer.js';
import type { Client } from '../server/client-address.js';
import { healthPage } from './health-page.js';

/** What the pages about the program itself are made from. */
export interface StatusTools {
  readonly healthCheck: Pick<HealthCheck, 'now'>;
  readonly metrics: MetricsPage;
}

/** A request for such a page. */
export interface StatusRequest {
  readonly path: string;
  readonly method: string;
  readonly client: Client;
}

/** `/health` and `/metrics`; `null` for whatever is to be looked for among the webhooks. */
export async function statusPage(
  { path, method, client }: StatusRequest,
  settings: ServerSlice,
  { healthCheck, metrics }: StatusTools,
): Promise<Answer | null> {
  const isReading = method === 'GET' || method === 'HEAD';
  if (path === '/health') {
    return isReading ? healthPage(await healthCheck.now(), isInside(client, settings)) : methodNotAllowed('GET, HEAD');
  }
  if (path !== '/metrics' || !settings.metrics || !isReading) return null;
  if (!isInside(client, settings)) return FORBIDDEN;
  const { contentType, text } = await metrics.render(await healthCheck.now());
  return { outcome: 'page', status: 200, type: contentType, text };
}

/** Whether the client may see numbers. */
function isInside(client: Client, { metricsPublic }: ServerSlice): boolean {
  return client.local || (metricsPublic && !client.hearsay);
}
