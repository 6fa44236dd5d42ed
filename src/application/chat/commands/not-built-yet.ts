/** Commands that are part of the product but not built yet; they are answered, never sent to an engine. */
export const NOT_BUILT_YET: readonly string[] = ['export', 'listen', 'topic', 'trigger', 'usage'];
