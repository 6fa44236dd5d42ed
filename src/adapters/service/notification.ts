import type { ServiceState } from '../../application/ports/system/service-manager.js';

/** The longest status that is told; systemd keeps any length, `systemctl status` shows one line of it. */
const LONGEST_STATUS = 500;

/** The text of one datagram for sd_notify(3): an assignment a line. `monotonicUs` is CLOCK_MONOTONIC's, in microseconds. */
export function notification(states: readonly ServiceState[], monotonicUs: bigint): string {
  return states.map((state) => assignments(state, monotonicUs)).join('\n');
}

function assignments(state: ServiceState, monotonicUs: bigint): string {
  switch (state.kind) {
    case 'ready':
      return 'READY=1';
    case 'reloading':
      return `RELOADING=1\nMONOTONIC_USEC=${monotonicUs}`;
    case 'stopping':
      return 'STOPPING=1';
    case 'alive':
      return 'WATCHDOG=1';
    case 'more-time':
      return `EXTEND_TIMEOUT_USEC=${Math.round(state.ms * 1_000)}`;
    case 'status':
      return `STATUS=${oneLine(state.line)}`;
  }
}

/** A line break in it would begin another assignment. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, LONGEST_STATUS);
}
