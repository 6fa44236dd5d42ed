/** What a test changes of the least file: keys before the first table, those of the bot's table, and tables. */
export interface Edit {
  readonly top?: string;
  readonly telegram?: string;
  readonly more?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** An edit, and what it allows more; `back` is what taking it back allows more. */
export interface WideningCase {
  readonly what: string;
  readonly before: Edit;
  readonly after: Edit;
  readonly found: readonly string[];
  readonly back?: readonly string[];
}

type Found = readonly string[];

/** The lines of one table before and after. */
function inTable(table: string, before: string, after: string, found: Found, back: Found = []): WideningCase {
  return {
    what: `[${table}] ${before || 'nothing'} → ${after || 'nothing'}`,
    before: { more: `[${table}]\n${before}` },
    after: { more: `[${table}]\n${after}` },
    found,
    back,
  };
}

const HOOK = '[[triggers.webhooks]]\nid = "h"\npath = "/h"\nprompt_template = "x"\n';
const CRON = '[[triggers.crons]]\nid = "c"\nprompt = "x"\nschedule = "0 9 * * *"\n';
const PROJECTS = '[projects.p]\npath = "/p"\n[projects.q]\npath = "/q"\n';

/** The lines of a webhook before and after; keys are those of `triggers.webhooks.h`. */
function hook(before: string, after: string, found: Found, back: Found = []): WideningCase {
  const text = (lines: string) =>
    `${PROJECTS}${HOOK}${/secret/.test(lines) ? '' : 'secret = "hidden-one"\n'}${lines}`.replace(
      /prompt_template = "x"\n/,
      (line) => (lines.includes('prompt_template') ? '' : line),
    );
  const named = (keys: Found) => keys.map((key) => `triggers.webhooks.h.${key}`);
  return {
    what: `webhook: ${before || 'nothing'} → ${after || 'nothing'}`,
    before: { more: text(before) },
    after: { more: text(after) },
    found: named(found),
    back: named(back),
  };
}

/** The lines of a cron before and after; keys are those of `triggers.crons.c`. */
function cron(before: string, after: string, found: Found, back: Found = []): WideningCase {
  const named = (keys: Found) => keys.map((key) => `triggers.crons.c.${key}`);
  const text = (lines: string) =>
    `${CRON.replace(/^(prompt|schedule) .*\n/gm, (line) => (lines.includes(line.split(' ')[0] ?? '') ? '' : line))}${lines}`;
  return {
    what: `cron: ${before || 'nothing'} → ${after || 'nothing'}`,
    before: { more: text(before) },
    after: { more: text(after) },
    found: named(found),
    back: named(back),
  };
}

/** The lines of the bot's table before and after; keys are those of `transports.telegram`. */
function bot(before: string, after: string, found: Found, back: Found = []): WideningCase {
  const own = (lines: string, key: string, line: string) => (new RegExp(`^${key}`, 'm').test(lines) ? '' : `${line}\n`);
  const text = (lines: string) =>
    `${own(lines, 'bot_token', 'bot_token = "1:x"')}${own(lines, 'chat_id', 'chat_id = 1')}${own(lines, 'allowed_user_ids', 'allowed_user_ids = [7]')}${lines}`;
  const named = (keys: Found) => keys.map((key) => `transports.telegram.${key}`);
  return {
    what: `bot: ${before || 'nothing'} → ${after || 'nothing'}`,
    before: { telegram: text(before) },
    after: { telegram: text(after) },
    found: named(found),
    back: named(back),
  };
}

/** Keys before the first table. */
function top(before: string, after: string, found: Found, back: Found = []): WideningCase {
  return {
    what: `${before || 'nothing'} → ${after || 'nothing'}`,
    before: { top: before },
    after: { top: after },
    found,
    back,
  };
}

const PEOPLE: readonly WideningCase[] = [
  bot('allowed_user_ids = [7]', 'allowed_user_ids = [7, 42]', ['allowed_user_ids +42']),
  bot('allowed_user_ids = [7]', 'allowed_user_ids = [42]', ['allowed_user_ids +42'], ['allowed_user_ids +7']),
  bot('allowed_user_ids = [8, 7]', 'allowed_user_ids = [7, 8]', []),
  bot('', 'allow_any_user = true', []),
  bot('', 'allowed_user_ids = []\nallow_any_user = true', ['allow_any_user']),
  bot('allow_any_user = true', 'allowed_user_ids = []\nallow_any_user = true', ['allow_any_user']),
  bot('bot_token = "1:x"', 'bot_token = "2:hidden-y"', ['bot_token'], ['bot_token']),
  bot('bot_token = "1:x"', 'bot_token_env = "HOOK"', ['bot_token_env'], ['bot_token']),
  bot('bot_token_env = "HOOK"', 'bot_token_env = "OTHER"', ['bot_token_env'], ['bot_token_env']),
  bot('bot_token_file = "./one"', 'bot_token_file = "./two"', ['bot_token_file'], ['bot_token_file']),
  bot('', 'api_url = "https://example.org"', ['api_url'], ['api_url']),
  bot('chat_id = 1', 'chat_id = -5', ['chat_id'], ['chat_id']),
  bot('', 'show_resume_line = false\nsession_mode = "chat"', []),
  bot('', 'voice_transcription = true\nvoice_max_bytes = 99999999', ['voice_transcription', 'voice_max_bytes']),
  bot(
    '',
    'voice_transcription_base_url = "https://example.org"',
    ['voice_transcription_base_url'],
    ['voice_transcription_base_url'],
  ),
  bot(
    'voice_transcription_command = ["listen", "{wav}"]',
    'voice_transcription_command = ["sh", "{wav}"]',
    ['voice_transcription_command'],
    ['voice_transcription_command'],
  ),
  bot('voice_confirm = "always"', 'voice_timeout_s = 3000', []),
  bot('', 'voice_transcription_url_allowlist = ["10.0.0.0/8"]', ['voice_transcription_url_allowlist +10.0.0.0/8']),
];

const FILES: readonly WideningCase[] = [
  ['', 'enabled = true', ['enabled']],
  ['auto_put = false', '', ['auto_put']],
  ['', 'auto_put_mode = "prompt"', ['auto_put_mode']],
  ['', 'uploads_dir = ".git"', ['uploads_dir'], ['uploads_dir']],
  ['allowed_user_ids = [7]', 'allowed_user_ids = [7, 8]', ['allowed_user_ids +8']],
  ['allowed_user_ids = [7]', '', ['allowed_user_ids']],
  ['deny_globs = ["a", "b"]', 'deny_globs = ["b"]', ['deny_globs -a']],
  ['', 'max_upload_bytes = 30000000', ['max_upload_bytes']],
  ['outbox_enabled = false', '', ['outbox_enabled']],
  ['', 'outbox_dir = "src"', ['outbox_dir'], ['outbox_dir']],
  ['', 'outbox_max_files = 50', ['outbox_max_files']],
  ['', 'outbox_deliver_directories = "zip"', ['outbox_deliver_directories']],
].map(([before, after, found, back = []]) => {
  const named = (keys: Found) => keys.map((key) => `transports.telegram.files.${key}`);
  return inTable('transports.telegram.files', `${before}`, `${after}`, named(found as Found), named(back as Found));
});

const ENGINES: readonly WideningCase[] = [
  inTable('claude', '', 'command = "/tmp/claude"', ['claude.command'], ['claude.command']),
  inTable('claude', '', 'extra_args = ["--mcp-config", "x.json"]', ['claude.extra_args'], ['claude.extra_args']),
  inTable('codex', '', 'extra_args = ["-c", "approval_policy=never"]', ['codex.extra_args'], ['codex.extra_args']),
  inTable('gemini', 'extra_args = ["-y"]', '', ['gemini.extra_args'], ['gemini.extra_args']),
  inTable('claude', 'permission_mode = "plan"', 'permission_mode = "bypassPermissions"', ['claude.permission_mode']),
  inTable('claude', 'permission_mode = "default"', '', ['claude.permission_mode']),
  inTable('claude', '', 'permission_mode = "acceptEdits"', ['claude.permission_mode']),
  inTable('pi', 'permission_mode = "read-only"', '', ['pi.permission_mode']),
  inTable('pi', '', 'permission_mode = "full"', []),
  inTable('opencode', '', 'permission_mode = "auto"', ['opencode.permission_mode']),
  inTable('codex', '', 'permission_mode = "danger-full-access"', ['codex.permission_mode']),
  inTable('gemini', 'permission_mode = "plan"', 'permission_mode = "auto_edit"', ['gemini.permission_mode']),
  inTable('amp', '', 'permission_mode = "allow-all"', ['amp.permission_mode']),
  inTable(
    'claude',
    '',
    'allowed_tools = ["Bash"]',
    ['claude.allowed_tools +Bash'],
    [...['Read', 'Edit', 'Write'].map((tool) => `claude.allowed_tools +${tool}`)],
  ),
  inTable(
    'claude',
    'allowed_tools = ["Bash"]',
    'allowed_tools = ["Bash(npm test)"]',
    [],
    ['claude.allowed_tools +Bash'],
  ),
  inTable('claude', '', 'dangerously_skip_permissions = true', ['claude.dangerously_skip_permissions']),
  inTable('claude', '', 'use_api_billing = true', ['claude.use_api_billing']),
  inTable('codex', '', 'profile = "wild"', ['codex.profile'], ['codex.profile']),
  inTable('pi', '', 'provider = "elsewhere"', ['pi.provider'], ['pi.provider']),
  inTable('gemini', 'skip_trust = false', '', ['gemini.skip_trust']),
  inTable('amp', '', 'dangerously_allow_all = true', ['amp.dangerously_allow_all']),
  inTable('claude', '', 'model = "opus"', []),
  inTable('claude', '', 'mystery = "hidden-x"', ['claude.mystery'], ['claude.mystery']),
  inTable(
    'engines.strange',
    '',
    'command = "x"\npermission_mode = "wild"',
    ['engines.strange.command'],
    ['engines.strange.command'],
  ),
  inTable('engines.strange', 'permission_mode = "plan"', 'permission_mode = "wild"', [
    'engines.strange.permission_mode',
  ]),
  inTable('engines.strange', '', 'extra_args = ["a"]', ['engines.strange.extra_args'], ['engines.strange.extra_args']),
  inTable(
    'opencode',
    '',
    'command = "x"\nextra_args = ["y"]',
    ['opencode.command', 'opencode.extra_args'],
    ['opencode.command', 'opencode.extra_args'],
  ),
  ...['codex', 'pi', 'gemini', 'amp'].map((id) =>
    inTable(id, '', 'command = "x"', [`${id}.command`], [`${id}.command`]),
  ),
  ...['pi', 'amp'].map((id) => inTable(id, '', 'extra_args = ["x"]', [`${id}.extra_args`], [`${id}.extra_args`])),
  {
    what: 'a table of an engine that goes away with the mode it named',
    before: { more: '[claude]\npermission_mode = "plan"' },
    after: {},
    found: ['claude.permission_mode'],
  },
  top('', 'default_engine = "pi"', ['default_engine']),
  top('default_engine = "claude"', 'default_engine = "gemini"', ['default_engine']),
];

const LIMITS: readonly WideningCase[] = [
  inTable('cost_budget', 'enabled = true', '', ['cost_budget.enabled']),
  inTable('cost_budget', 'max_cost_per_run = 1', 'max_cost_per_run = 2', ['cost_budget.max_cost_per_run']),
  inTable('cost_budget', 'max_cost_per_run = 1', '', ['cost_budget.max_cost_per_run']),
  inTable('cost_budget', 'max_cost_per_day = 1', '', ['cost_budget.max_cost_per_day']),
  inTable('cost_budget', 'auto_cancel = true', '', ['cost_budget.auto_cancel']),
  inTable('auto_continue', 'enabled = false', '', ['auto_continue.enabled']),
  inTable('auto_continue', '', 'max_retries = 3', ['auto_continue.max_retries']),
  inTable('loop', '', 'enabled = true\nmax_iterations = 999', ['loop.enabled', 'loop.max_iterations']),
  inTable('loop', '', 'max_total_duration_hours = 99', ['loop.max_total_duration_hours']),
  inTable('loop', 'min_interval_seconds = 300', '', ['loop.min_interval_seconds']),
  inTable('loop', '', 'expiry_days = 30', ['loop.expiry_days']),
  inTable('watchdog', '', 'prespawn_ram_block_mb = 0', ['watchdog.prespawn_ram_block_mb']),
  inTable('watchdog', 'max_concurrent_engine_runs = 2', '', ['watchdog.max_concurrent_engine_runs']),
  inTable('watchdog', '', 'tool_timeout = 700', []),
  inTable('history', '', 'keep_s = 3600', ['history.keep_s']),
  inTable('log', '', 'level = "error"', ['log.level']),
  inTable('log', '', 'level = "debug"', []),
  inTable('preamble', '', 'text = "Do as you like."', ['preamble.text']),
  inTable('reload', 'approve = true', '', ['reload.approve']),
  inTable('reload', '', 'tripwire = false', ['reload.tripwire']),
  inTable('reload', 'announce = "all"', 'announce = "none"', ['reload.announce']),
  inTable('reload', '', 'settle_ms = 0', []),
  inTable('plugins', 'enabled = ["a"]', '', ['plugins.enabled']),
  inTable('plugins.a', 'x = "hidden-a"', 'x = "hidden-b"', ['plugins.a'], ['plugins.a']),
  top('watch_config = false', '', ['watch_config']),
  top('', 'state_dir = "/elsewhere"', ['state_dir'], ['state_dir']),
  inTable('security', 'env_audit = false', '', [], ['security.env_audit']),
  inTable('security', '', 'env_extra_allow = ["AWS_SECRET"]', ['security.env_extra_allow +AWS_SECRET']),
  inTable('security', '', 'env_extra_prefix_allow = ["AWS_"]', ['security.env_extra_prefix_allow +AWS_']),
  inTable(
    'security',
    'outbound_allow = ["10.0.0.0/8"]',
    'outbound_allow = ["10.0.0.1"]',
    [],
    ['security.outbound_allow +10.0.0.0/8'],
  ),
  inTable('security', 'file_roots = ["/srv"]', 'file_roots = ["/etc", "/srv"]', ['security.file_roots +/etc']),
  inTable('security', 'file_roots = ["/srv"]', 'file_roots = ["/srv/a"]', [], ['security.file_roots +/srv']),
];

const SERVER: readonly WideningCase[] = [
  ['', 'host = "0.0.0.0"', ['host']],
  ['', 'host = "::1"', []],
  ['host = "10.0.0.1"', 'host = "0.0.0.0"', ['host']],
  ['', 'rate_limit = 6000', ['rate_limit']],
  ['', 'max_body_bytes = 10485760', ['max_body_bytes']],
  ['metrics = false', '', ['metrics']],
  ['', 'metrics_public = true', ['metrics_public']],
  ['', 'always = true', ['always']],
  ['', 'trusted_proxies = ["10.0.0.0/8"]', ['trusted_proxies +10.0.0.0/8']],
  ['trusted_proxies = ["fd00::/8"]', 'trusted_proxies = ["fd00::1", "fd00:1::/32"]', [], ['trusted_proxies +fd00::/8']],
  ['', 'auth_failures_per_minute = 3000', ['auth_failures_per_minute']],
  ['', 'port = 9000', []],
].map(([before, after, found, back = []]) => {
  const named = (keys: Found) => keys.map((key) => `triggers.server.${key}`);
  return inTable('triggers.server', `${before}`, `${after}`, named(found as Found), named(back as Found));
});

const TRIGGERS: readonly WideningCase[] = [
  inTable('triggers', '', 'enabled = true', ['triggers.enabled']),
  inTable('triggers', '', 'allow_unauthenticated_webhooks = true', ['triggers.allow_unauthenticated_webhooks']),
  { what: 'a new cron', before: {}, after: { more: CRON }, found: ['new triggers.crons.c'] },
  {
    what: 'a new webhook that lets anybody in and asks nobody',
    before: { more: PROJECTS },
    after: { more: `${PROJECTS}${HOOK}engine = "claude"\nauth = "none"\npermission_mode = "bypassPermissions"` },
    found: ['new triggers.webhooks.h', 'triggers.webhooks.h.permission_mode', 'triggers.webhooks.h.auth'],
  },
  { what: 'a new cron that is off', before: {}, after: { more: `${CRON}enabled = false` }, found: [] },
  {
    what: 'a cron that is switched on',
    before: { more: `${CRON}enabled = false` },
    after: { more: CRON },
    found: ['new triggers.crons.c'],
  },
  {
    what: 'crons in another order',
    before: { more: `${CRON}${CRON.replace('"c"', '"d"')}` },
    after: { more: `${CRON.replace('"c"', '"d"')}${CRON}` },
    found: [],
  },
  hook('project = "p"', 'project = "q"', ['project'], ['project']),
  hook('', 'prompt_template = "y"', ['prompt_template'], ['prompt_template']),
  hook('', 'action = "notify_only"\nmessage_template = "x"', ['action'], ['action']),
  hook('', 'engine = "pi"', ['engine']),
  hook('engine = "claude"\npermission_mode = "plan"', 'engine = "claude"', ['permission_mode']),
  hook('', 'chat_id = 5', ['chat_id']),
  hook('', 'session = "chat"', ['session']),
  hook('max_runs_per_hour = 5', 'max_runs_per_hour = 6', ['max_runs_per_hour']),
  hook('max_runs_per_hour = 5', '', ['max_runs_per_hour']),
  hook('', 'max_runs_per_hour = 6', [], ['max_runs_per_hour']),
  hook('', 'file_path = "/p/x"\naction = "file_write"', ['action', 'file_path'], ['action']),
  hook('on_conflict = "error"', '', ['on_conflict']),
  hook('', 'forward_url = "https://example.org/hidden-a"', ['forward_url']),
  hook('', 'forward_headers = { a = "hidden-b" }', ['forward_headers']),
  hook('auth = "github"', 'auth = "bearer"', ['auth']),
  hook('auth = "hmac-sha1"', 'auth = "hmac-sha256"', [], ['auth']),
  hook('secret = "hidden-one"', 'secret = "hidden-two"', ['secret'], ['secret']),
  hook('secret = "hidden-one"', 'secret = "hidden-one"\nsecrets = ["hidden-two"]', ['secrets']),
  hook('secret = "hidden-one"\nsecrets = ["hidden-two"]', 'secret = "hidden-two"', [], ['secret']),
  hook('secret = "hidden-one"', 'secret_env = "HOOK"', ['secret_env'], ['secret']),
  hook('secret_file = "./one"', 'secret_file = "./two"', ['secret_file'], ['secret_file']),
  hook('secret_env = "HOOK"', 'secret_env = "OTHER"', ['secret_env'], ['secret_env']),
  hook('tolerance_s = 300', 'tolerance_s = 9999999', ['tolerance_s']),
  hook('', 'dedup_header = "X-Any"', ['dedup_header'], ['dedup_header']),
  hook('', 'dedup_s = 0', ['dedup_s']),
  hook('dedup_body = true', '', ['dedup_body']),
  hook('', 'verification = "meta"\nverify_token = "hidden-verify"', ['verification', 'verify_token'], ['verification']),
  hook('signature = { header = "X-A" }', '', ['auth', 'signature.header'], ['signature.header']),
  hook(
    'signature = { header = "X-A" }',
    'signature = { header = "X-A", algorithm = "sha1" }',
    ['auth', 'signature.algorithm'],
    ['signature.algorithm'],
  ),
  hook(
    'signature = { header = "X-A" }',
    'signature = { header = "X-B", prefix = "v1=", encoding = "base64", timestamp_header = "X-T", template = "{timestamp}.{body}" }',
    ['header', 'prefix', 'encoding', 'timestamp_header', 'template'].map((key) => `signature.${key}`),
    ['header', 'prefix', 'encoding', 'timestamp_header', 'template'].map((key) => `signature.${key}`),
  ),
  hook('allow_ips = ["10.0.0.1"]', 'allow_ips = ["10.0.0.0/24"]', ['allow_ips +10.0.0.0/24']),
  hook('allow_ips = ["10.0.0.1"]', '', ['allow_ips']),
  hook('event_filter = "push"', 'event_filter = ["push", "fork"]', ['event_filter +fork']),
  hook('event_filter = "push"', '', ['event_filter']),
  hook('', 'accept_multipart = true', ['accept_multipart']),
  hook('', 'outbox = true', ['outbox']),
  hook('', 'file_destination = "/p/x"', ['file_destination'], ['file_destination']),
  hook('max_file_size_bytes = 1024', '', ['max_file_size_bytes']),
  cron('prompt = "a"', 'prompt = "b"', ['prompt'], ['prompt']),
  cron('', 'schedule = "0 10 * * *"', []),
  cron('run_once = true', '', ['run_once']),
  cron('', 'catch_up = "all"\ncatch_up_window_s = 99999', ['catch_up', 'catch_up_window_s']),
  cron('', 'overlap = "allow"', ['overlap']),
  cron('', 'overlap = "queue"', []),
  cron(
    '',
    '[triggers.crons.fetch]\ntype = "http_get"\nurl = "https://example.org/hidden-c"',
    ['fetch.type', 'fetch.url'],
    ['fetch.type'],
  ),
  cron(
    '[triggers.crons.fetch]\ntype = "http_post"\nurl = "https://example.org"',
    '[triggers.crons.fetch]\ntype = "http_post"\nurl = "https://example.org"\nbody = "hidden-d"\nheaders = { a = "hidden-e" }\non_failure = "run_with_error"\nmax_bytes = 99999999',
    ['fetch.headers', 'fetch.body', 'fetch.on_failure', 'fetch.max_bytes'],
  ),
  cron(
    '[triggers.crons.fetch]\ntype = "file_read"\nfile_path = "/p/a"',
    '[triggers.crons.fetch]\ntype = "file_read"\nfile_path = "/p/b"',
    ['fetch.file_path'],
    ['fetch.file_path'],
  ),
];

/** Every kind of edit that allows more, and what looks like one and is none. */
export const WIDENINGS: readonly WideningCase[] = [
  ...PEOPLE,
  ...FILES,
  ...ENGINES,
  ...LIMITS,
  ...SERVER,
  ...TRIGGERS,
  { what: 'a new project', before: {}, after: { more: '[projects.p]\npath = "/p"' }, found: ['new projects.p'] },
  {
    what: 'a project in other letters',
    before: { more: '[projects.Web]\npath = "/p"' },
    after: { more: '[projects.web]\npath = "/p"' },
    found: [],
  },
  inTable('projects.p', 'path = "/p"', 'path = "/"', ['projects.p.path'], ['projects.p.path']),
  inTable(
    'projects.p',
    'path = "/p"',
    'path = "/p"\nworktrees_dir = "/w"',
    ['projects.p.worktrees_dir'],
    ['projects.p.worktrees_dir'],
  ),
  inTable('projects.p', 'path = "/p"', 'path = "/p"\nchat_id = -9', ['projects.p.chat_id']),
  inTable('projects.p', 'path = "/p"', 'path = "/p"\ndefault_engine = "pi"', ['projects.p.default_engine']),
  {
    what: 'an override by the environment',
    before: {},
    after: { environment: { UNTETHER__TRANSPORTS__TELEGRAM__ALLOWED_USER_IDS: '[7, 42]' } },
    found: ['transports.telegram.allowed_user_ids +42'],
  },
];
