/** Keeps texts that reached nobody as files on this machine, for a person to read. */
export interface KeptTexts {
  /** Resolves with the path once the text is on disk; the same text under the same name is kept once. Rejects if the disk does. */
  keep(name: string, text: string): Promise<string>;
}
