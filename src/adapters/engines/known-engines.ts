/** Every engine id that a person may name, in menu order. */
export const KNOWN_ENGINES: readonly string[] = ['claude', 'codex', 'opencode', 'pi', 'gemini', 'amp'];
