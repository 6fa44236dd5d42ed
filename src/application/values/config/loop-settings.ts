/** Limits of the wake-ups that an agent sets for itself. */
export interface LoopSettings {
  readonly enabled: boolean;
  readonly inlineThresholdMs: number;
  readonly redundancyCheckIntervalMs: number;
  readonly maxIterations: number;
  readonly maxTotalDurationMs: number;
  readonly minIntervalMs: number;
  readonly expiryMs: number;
}
