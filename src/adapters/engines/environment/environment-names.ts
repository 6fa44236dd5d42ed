/** Variables that every engine may see: what a shell and the tools in it need, and keys of services that agents use. */
export const COMMON_NAMES: readonly string[] = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'LANG', 'TMPDIR', 'TMP', 'TEMP', 'TZ'],
  ...['NO_COLOR', 'CI', 'FORCE_COLOR', 'COLORTERM', 'CLICOLOR', 'CLICOLOR_FORCE'],
  ...['XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME'],
  ...['PYTHONPATH', 'PYTHONUNBUFFERED', 'PYTHONDONTWRITEBYTECODE', 'PYTHONIOENCODING'],
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'DYLD_FALLBACK_LIBRARY_PATH'],
  ...['SSH_AUTH_SOCK', 'SSH_AGENT_PID', 'GIT_CONFIG_GLOBAL', 'GIT_SSH_COMMAND'],
  ...['GITHUB_TOKEN', 'GITHUB_PERSONAL_ACCESS_TOKEN', 'GH_TOKEN'],
  ...['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_ACCOUNT_ID', 'BWS_ACCESS_TOKEN'],
  ...['PROJECT_ROOT', 'DIRENV_DIR', 'IS_SANDBOX'],
  ...['DISABLE_AUTOUPDATER', 'DISABLE_TELEMETRY', 'DISABLE_ERROR_REPORTING'],
];

/** Beginnings of names that every engine may see. */
export const COMMON_PREFIXES: readonly string[] = [
  ...['MCP_', 'MAX_MCP_', 'LC_', 'UV_', 'NPM_', 'PNPM_', 'NODE_', 'PIP_', 'UNTETHER_'],
];

/**
 * Variables that no engine sees, whatever the configuration allows: our own settings, the bot token among them, and the
 * descriptors that Node and systemd hand to one process only.
 */
export const NEVER_PASSED =
  /^(?:UNTETHER__.*|UNTETHER_CONFIG_PATH|UNTETHER_STATE_DIR|NODE_CHANNEL_.*|NODE_UNIQUE_ID|NOTIFY_SOCKET|LISTEN_.*|CREDENTIALS_DIRECTORY)$/;
