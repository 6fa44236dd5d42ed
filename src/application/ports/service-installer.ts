import type { Result } from '../../domain/result.js';

/** Where this program is kept running after its terminal is gone: systemd's user manager or launchd. */
export interface ServiceInstaller {
  /** Writes the unit with real paths and starts it; tells what it wrote. Installing twice is an update. */
  install(order: ServiceOrder): Promise<Result<InstalledService, ServiceProblem>>;
  /** Stops the service, which may take as long as running work is let end, and takes its file away. */
  remove(): Promise<Result<RemovedService, ServiceProblem>>;
  status(): Promise<Result<ServiceStatus, ServiceProblem>>;
}

/** What the service starts. Paths are absolute. */
export interface ServiceOrder {
  /** The script that Node runs. */
  readonly program: string;
  readonly node: string;
  /** The configuration file. */
  readonly config: string;
  /** The `PATH` of the service and of its agents. */
  readonly path: string;
}

/** Who keeps services running. */
export type ServiceKeeper = 'systemd' | 'launchd';

/** A service that was written and started. */
export interface InstalledService {
  readonly keeper: ServiceKeeper;
  readonly file: string;
  /** Where the file of before is, if it said something else; `null` if there was none. */
  readonly keptBefore: string | null;
  /** `starting`: it runs, and Telegram has not answered yet. */
  readonly state: 'running' | 'starting';
  /** Whether it runs on when its user is logged out; `null` where nobody says. */
  readonly lingers: boolean | null;
  /** Whether it is kept from what it need not reach. */
  readonly sandboxed: boolean;
}

/** A service that is no more. */
export interface RemovedService {
  readonly file: string;
  /** Whether there was a file to take away. */
  readonly wasThere: boolean;
}

/** How the service is. */
export interface ServiceStatus {
  readonly keeper: ServiceKeeper;
  readonly file: string;
  readonly installed: boolean;
  /** Whether it starts by itself. */
  readonly enabled: boolean;
  readonly state: 'running' | 'starting' | 'failed' | 'stopped';
  readonly pid: number | null;
  /** What the program last said of itself; `null` for nothing. */
  readonly detail: string | null;
  readonly lingers: boolean | null;
}

/** Why nothing came of it. */
export type ServiceProblem =
  /** This system has none of the keepers that we know. */
  | { readonly kind: 'no-keeper'; readonly system: string }
  /** The keeper of this user does not answer. */
  | { readonly kind: 'not-answering'; readonly keeper: ServiceKeeper; readonly user: string; readonly reason: string }
  /** A path that can't be written into the file of a service. */
  | { readonly kind: 'odd-path'; readonly path: string }
  | { readonly kind: 'not-written'; readonly file: string; readonly reason: string }
  | { readonly kind: 'refused'; readonly command: string; readonly reason: string }
  | { readonly kind: 'ends-at-once'; readonly file: string; readonly reason: string };
