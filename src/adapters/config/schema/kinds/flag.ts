import { fail, ok } from '../../../../domain/result.js';
import { describe } from '../../toml/tree.js';
import type { Kind } from './kind.js';

/** `true` or `false`, nothing that looks like it. */
export function flag(): Kind<boolean> {
  return {
    type: 'boolean',
    textual: false,
    read: (raw) =>
      typeof raw === 'boolean'
        ? ok(raw)
        : fail({
            message: `Expected true or false, but this is ${describe(raw)}.`,
            hint: 'Write true or false without quotes.',
          }),
  };
}
