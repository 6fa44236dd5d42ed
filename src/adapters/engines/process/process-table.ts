import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** One process at one moment. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Differs between two processes that have had the same pid; comparable only within one table. */
  readonly startedAt: string;
  /** Dead, and waiting only for its parent to notice. */
  readonly zombie: boolean;
}

/** The processes of this machine. */
export interface ProcessTable {
  /** All processes that exist now. */
  read(): Promise<readonly ProcessEntry[]>;
  /** The same, or as it was a moment ago: for whoever looks time and again. */
  glance(): Promise<readonly ProcessEntry[]>;
  /** Whether the process was started with `NAME=value` in its environment; `false` where that can't be seen. */
  hasVariable(pid: number, assignment: string): boolean;
}

/** The table of this platform: `/proc` on Linux, `ps` elsewhere. */
export function processTable(platform: NodeJS.Platform = process.platform): ProcessTable {
  return platform === 'linux' ? procTable : psTable;
}

/** Reads `/proc/<pid>/stat` (proc_pid_stat(5)) of every process; these files never wait for a disk. */
export const procTable: ProcessTable = {
  read: () => Promise.resolve(readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readStat(name) : []))),
  glance: () => procTable.read(),
  hasVariable(pid, assignment) {
    try {
      return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(`\0${assignment}\0`);
    } catch {
      return false;
    }
  },
};

function readStat(name: string): ProcessEntry[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
    // The command's name stands in parentheses and may itself hold blanks and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parent, group] = fields;
    const startedAt = fields[19];
    if (startedAt === undefined) return [];
    const zombie = state === 'Z' || state === 'X';
    return [{ pid: Number(name), parent: Number(parent), group: Number(group), startedAt, zombie }];
  } catch {
    return [];
  }
}

/** Asks POSIX `ps`; start times have a resolution of one second. */
export const psTable: ProcessTable = {
  read: () =>
    new Promise((resolve) => {
      const format = ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart='];
      execFile('ps', format, { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' }, maxBuffer: 1 << 25 }, (_error, stdout) => {
        resolve(stdout.split('\n').flatMap(parsePsLine));
      });
    }),
  glance: () => psTable.read(),
  hasVariable: () => false,
};

/** One line of `ps -o pid=,ppid=,pgid=,stat=,lstart=`. */
export function parsePsLine(line: string): ProcessEntry[] {
  const match = /^(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S.*)$/.exec(line.trim());
  if (match === null) return [];
  const [, pid, parent, group, state, startedAt] = match;
  if (state === undefined || startedAt === undefined) return [];
  const numbers = { pid: Number(pid), parent: Number(parent), group: Number(group) };
  return [{ ...numbers, startedAt, zombie: state.startsWith('Z') }];
}
