const IN_SHELL = /^(?:\/\S*\/)?(?:ba|z|da)?sh -l?c ([\s\S]+)$/;

/** The command inside `/bin/bash -lc '…'`, as it was meant; other commands unchanged. */
export function shellCommand(command: string): string {
  const inner = IN_SHELL.exec(command)?.[1];
  return inner === undefined ? command : unquoted(inner);
}

/** A word of a POSIX shell that is quoted as a whole, without its quotes; what is quoted in another way stays. */
function unquoted(word: string): string {
  const single = /^'([^']*(?:'\\''[^']*)*)'$/.exec(word)?.[1];
  if (single !== undefined) return single.replaceAll("'\\''", "'");
  const double = /^"((?:[^"\\$`]|\\[\s\S])*)"$/.exec(word)?.[1];
  return double === undefined ? word : double.replace(/\\([\\"$`])/g, '$1');
}
