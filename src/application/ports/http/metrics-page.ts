import type { VitalSigns } from '../../values/vital-signs.js';

/** Numbers for a monitoring system. */
export interface MetricsPage {
  /** Everything that was counted so far, and the vital signs as they are now. */
  render(signs: VitalSigns): Promise<{ readonly contentType: string; readonly text: string }>;
}
