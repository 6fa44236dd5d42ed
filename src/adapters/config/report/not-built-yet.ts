/**
 * The keys that are read and checked but change nothing yet. `*` stands for one part of a path, `**` at the end for
 * any number of parts. This list only ever gets shorter.
 */
export const NOT_BUILT_YET: readonly string[] = [
  'transports.telegram.topics.**',
  'engines.**',
  'footer.show_subscription_usage',
  'watchdog.detect_catalog_staleness',
  'watchdog.notify_catalog_refresh',
  'watchdog.catalog_refresh_min_interval_s',
  'auto_continue.serialize_session_owner',
  'auto_continue.session_handoff_timeout_s',
  'auto_continue.session_handoff_bg_timeout_s',
  'plugins.**',
];

/** Whether a key, its parts given, has no effect yet. */
export function isNotBuiltYet(
  path: readonly (string | number)[],
  patterns: readonly string[] = NOT_BUILT_YET,
): boolean {
  return patterns.some((pattern) => matches(pattern.split('.'), path));
}

function matches(pattern: readonly string[], path: readonly (string | number)[]): boolean {
  const open = pattern.at(-1) === '**';
  const fixed = open ? pattern.slice(0, -1) : pattern;
  if (open ? path.length < fixed.length : path.length !== fixed.length) return false;
  return fixed.every((part, index) => part === '*' || part === `${path[index]}`);
}
