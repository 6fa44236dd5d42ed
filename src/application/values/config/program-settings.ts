/** How edits of the file are taken over. */
export interface ReloadSettings {
  readonly announce: 'all' | 'changes' | 'failures' | 'none';
  readonly approve: boolean;
  readonly tripwire: boolean;
  readonly settleMs: number;
}

/** How long what is over is remembered. */
export interface HistorySettings {
  readonly keepMs: number;
}

/** Which lines are logged, and how they look. */
export interface LogSettings {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly format: 'auto' | 'json' | 'pretty';
}

/** Which plugins are loaded (all, if none is named), and the table of each. */
export interface PluginSettings {
  readonly enabled: readonly string[];
  readonly tables: Readonly<Record<string, unknown>>;
}
