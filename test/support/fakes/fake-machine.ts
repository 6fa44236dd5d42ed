import type { Machine, MemoryUse, OwnUse } from '../../../src/application/ports/system/machine.js';

/** A machine with 8 GB, half of them free, that can be made unreadable. */
export class FakeMachine implements Machine {
  /** While set, nothing can be read. */
  broken: Error | null = null;

  memory(): MemoryUse {
    if (this.broken !== null) throw this.broken;
    return {
      totalBytes: 8_192 * MB,
      availableBytes: 4_096 * MB,
      swap: { totalBytes: 1_024 * MB, freeBytes: 512 * MB },
    };
  }

  own(): OwnUse {
    if (this.broken !== null) throw this.broken;
    return { pid: 4_711, residentBytes: 100 * MB, openFiles: 25 };
  }
}

const MB = 1_048_576;
