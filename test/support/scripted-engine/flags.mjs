const WITH_VALUE = new Set([
  '--input-format',
  '--output-format',
  '--permission-prompt-tool',
  '--resume',
  '-r',
  '--model',
  '--effort',
  '--permission-mode',
  '--allowedTools',
  '--allowed-tools',
  '--append-system-prompt',
  '--session-id',
  '--mcp-config',
  '--add-dir',
  '--settings',
  '--script',
]);
const ALONE = new Set([
  '-p',
  '--print',
  '--verbose',
  '--dangerously-skip-permissions',
  '--include-partial-messages',
  '--continue',
  '-c',
]);

/** Reads Claude Code's flags as far as they matter here: `--flag value` and `--flag=value`. */
export function parseFlags(args) {
  const flags = {
    model: 'scripted-model',
    mode: 'default',
    resume: null,
    prompt: null,
    system: '',
    input: 'text',
    all: args,
  };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    if (arg === '--') return { ...flags, prompt: args.slice(at + 1).join(' ') };
    if (arg === '--version' || arg === '-v') return { ...flags, version: true };
    if (ALONE.has(arg)) {
      if (arg === '--dangerously-skip-permissions') flags.mode = 'bypassPermissions';
      continue;
    }
    const equals = arg.startsWith('--') ? arg.indexOf('=') : -1;
    const name = equals === -1 ? arg : arg.slice(0, equals);
    if (!arg.startsWith('-')) flags.prompt = arg;
    else if (!WITH_VALUE.has(name)) return { ...flags, problem: `error: unknown option '${arg}'` };
    else set(flags, name, equals === -1 ? (args[++at] ?? '') : arg.slice(equals + 1));
  }
  return flags;
}

function set(flags, name, value) {
  if (name === '--resume' || name === '-r') flags.resume = value;
  if (name === '--model') flags.model = value;
  if (name === '--permission-mode') flags.mode = value;
  if (name === '--append-system-prompt') flags.system = value;
  if (name === '--input-format') flags.input = value;
  if (name === '--script') flags.script = value;
}
