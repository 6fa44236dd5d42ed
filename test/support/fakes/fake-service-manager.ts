import type {
  ServiceManager,
  ServiceState,
  Supervisor,
} from '../../../src/application/ports/system/service-manager.js';

/** A service manager that remembers what it was told; it listens when a test says so. */
export class FakeServiceManager implements ServiceManager {
  listening: boolean;
  supervisor: Supervisor | null = null;
  watchdogMs: number | null = null;
  /** What `restartObstacle` answers. */
  obstacle: string | null = null;
  /** One entry a call. */
  readonly told: (readonly ServiceState[])[] = [];

  constructor(listening = false) {
    this.listening = listening;
  }

  tell(...states: readonly ServiceState[]): void {
    if (this.listening && states.length > 0) this.told.push(states);
  }

  async settle(): Promise<void> {}

  async restartObstacle(): Promise<string | null> {
    return this.obstacle;
  }

  /** Everything that was told of these kinds, in order. */
  kinds(...wanted: readonly ServiceState['kind'][]): readonly string[] {
    return this.told.flat().flatMap(({ kind }) => (wanted.includes(kind) ? [kind] : []));
  }

  /** The latest status line. */
  get status(): string {
    const lines = this.told.flat().flatMap((state) => (state.kind === 'status' ? [state.line] : []));
    return lines.at(-1) ?? '';
  }
}
