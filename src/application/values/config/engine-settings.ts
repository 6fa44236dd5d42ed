/**
 * What an engine's own table says; `extra` holds the keys that only that engine knows, under their names in the file,
 * defaults filled in.
 */
export interface EngineSettings {
  readonly command: string | null;
  readonly model: string | null;
  readonly permissionMode: string | null;
  readonly extraArgs: readonly string[];
  readonly extra: Readonly<Record<string, unknown>>;
}

/** What engines see of the environment, and what triggers may reach. */
export interface SecuritySettings {
  readonly envAudit: boolean;
  readonly envExtraAllow: readonly string[];
  readonly envExtraPrefixAllow: readonly string[];
  readonly outboundAllow: readonly string[];
  /** Absolute; `null` for the projects and `<state>/uploads`. */
  readonly fileRoots: readonly string[] | null;
  /** Absolute; the files that hold secrets of the configuration, which no trigger touches. */
  readonly secretFiles: readonly string[];
}
