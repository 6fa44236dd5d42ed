/** The engines that have a table of their own in the configuration. */
export const ENGINE_IDS = ['claude', 'codex', 'opencode', 'pi', 'gemini', 'amp'] as const;
