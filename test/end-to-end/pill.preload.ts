/**
 * Loaded into the program before its own first line: a text with "the pill" in it ends the process, as a fault in the code
 * would, where a trigger's action words it.
 */
const replace = String.prototype.replace;

Object.defineProperty(String.prototype, 'replace', {
  configurable: true,
  writable: true,
  value(this: string, ...args: Parameters<typeof replace>) {
    const text = String(this);
    if (text.length < 1_000 && text.includes('the pill') && (new Error().stack ?? '').includes('perform-action')) {
      process.kill(process.pid, 'SIGKILL');
    }
    return replace.apply(text, args);
  },
});
