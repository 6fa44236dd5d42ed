/** Lets a text end the process, as a fault in the code would, where a file of the name handles it. */
export function endAtText(deadly: string, file: string): void {
  const replace = String.prototype.replace;
  Object.defineProperty(String.prototype, 'replace', {
    configurable: true,
    writable: true,
    value(this: string, ...args: Parameters<typeof replace>) {
      const text = String(this);
      if (text.length < 1_000 && text.includes(deadly) && (new Error().stack ?? '').includes(file)) {
        process.kill(process.pid, 'SIGKILL');
      }
      return replace.apply(text, args);
    },
  });
}
