import type { HealthReport } from '../../values/health-report.js';

/** Numbers for a monitoring system. */
export interface MetricsPage {
  /** Everything that was counted so far, and how the program is now. */
  render(signs: HealthReport): Promise<{ readonly contentType: string; readonly text: string }>;
}
