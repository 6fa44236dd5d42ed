/** What the line of an engine in the bot's menu says. */
export function engineMenuText(engine: string): string {
  return `use ${engine} for one task`;
}

/** What the line of a project says. */
export function projectMenuText(alias: string): string {
  return `work in ${alias}`;
}
