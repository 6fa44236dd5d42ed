/** Memory of the machine; `swap` is `null` where it doesn’t say. */
export interface MemoryUse {
  readonly totalBytes: number;
  /** What can be had without swapping. */
  readonly availableBytes: number;
  readonly swap: { readonly totalBytes: number; readonly freeBytes: number } | null;
}

/** This process; `openFiles` is `null` where the machine doesn’t say. */
export interface OwnUse {
  readonly pid: number;
  /** Memory that it holds, in bytes. */
  readonly residentBytes: number;
  readonly openFiles: number | null;
}

/** The computer that the program runs on. Everything may throw where it can't be read. */
export interface Machine {
  memory(): MemoryUse;
  own(): OwnUse;
}
