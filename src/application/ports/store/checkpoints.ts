import type { Shape } from '../../../domain/json-shape.js';

/** What was done once and must be remembered as done, under a name, with plain JSON about it. Durable. */
export interface Checkpoints {
  /** What was kept under the name; `null` if that is nothing, or not of the shape. */
  find<T>(name: string, shape: Shape<T>): Promise<T | null>;
  /** Keeps it in place of what was kept there before. */
  keep(name: string, body: unknown): Promise<void>;
}
