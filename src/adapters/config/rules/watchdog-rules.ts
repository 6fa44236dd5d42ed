import type { WatchdogDto } from '../schema/program/watchdog-dto.js';
import { ruleFor } from './rule.js';

const rule = ruleFor<WatchdogDto>();

/** What must hold in `[watchdog]`. */
export const WATCHDOG_RULES = [
  rule(
    'prespawn_ram_warn_mb',
    ['prespawn_ram_block_mb'],
    ({ prespawn_ram_warn_mb: warn, prespawn_ram_block_mb: block }) =>
      warn === 0 || block === 0 || warn > block
        ? null
        : {
            message: `The warning at ${warn} MiB would come no sooner than the refusal at ${block} MiB.`,
            hint: 'Make prespawn_ram_warn_mb greater than prespawn_ram_block_mb, or set one of them to 0.',
          },
  ),
];
