import { readdirSync, readFileSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { memoryUsage, pid } from 'node:process';
import type { Machine, MemoryUse, OwnUse } from '../../application/ports/system/machine.js';

/** This machine, by proc_meminfo(5) and proc_pid_fd(5) where there is a `/proc`, else by what Node knows. */
export class NodeMachine implements Machine {
  readonly #proc: string;

  constructor(proc = '/proc') {
    this.#proc = proc;
  }

  memory(): MemoryUse {
    const text = this.#read('meminfo');
    const bytes = (name: string) => {
      const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
      return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
    };
    const [totalSwap, freeSwap] = [bytes('SwapTotal'), bytes('SwapFree')];
    return {
      totalBytes: bytes('MemTotal') ?? totalmem(),
      availableBytes: bytes('MemAvailable') ?? freemem(),
      swap: totalSwap === null || freeSwap === null ? null : { totalBytes: totalSwap, freeBytes: freeSwap },
    };
  }

  own(): OwnUse {
    return { pid, residentBytes: memoryUsage.rss(), openFiles: this.#openFiles() };
  }

  #openFiles(): number | null {
    try {
      // Reading the folder opens it.
      return readdirSync(`${this.#proc}/self/fd`).length - 1;
    } catch {
      return null;
    }
  }

  #read(name: string): string {
    try {
      return readFileSync(`${this.#proc}/${name}`, 'latin1');
    } catch {
      return '';
    }
  }
}
