import type { Supervisor } from '../../application/ports/system/service-manager.js';

/** What a process can see of who started it. */
export interface Origin {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  readonly parentPid: number;
  /** Whether standard input, output or error is a terminal. */
  readonly onTerminal: boolean;
}

/**
 * Who would start the program again. Variables alone prove nothing, since everything that a service starts inherits them,
 * a desktop's terminal for one: systemd must have started this very process (`SYSTEMD_EXEC_PID`, systemd.exec(5)).
 * In a container (process 1) nobody is assumed: whether one is started again can't be seen from inside.
 */
export function supervisorOf({ environment, pid, parentPid, onTerminal }: Origin): Supervisor | null {
  const has = (name: string) => (environment[name] ?? '') !== '';
  if (pid === 1) return null;
  if (has('INVOCATION_ID') || has('NOTIFY_SOCKET')) {
    const main = environment['SYSTEMD_EXEC_PID'];
    // systemd before 248 doesn't name the process; a terminal is what it never gives to a service of ours.
    if (main === undefined ? !onTerminal : main === String(pid)) return 'systemd';
  }
  if (has('XPC_SERVICE_NAME') && environment['XPC_SERVICE_NAME'] !== '0' && parentPid === 1) return 'launchd';
  return has('pm_id') && has('PM2_HOME') ? 'pm2' : null;
}
