import { createRequire } from 'node:module';

/**
 * Turns JSON log lines into coloured lines for a terminal; loads `pino-pretty`, which production never needs. Where that is
 * missing, as it is when the program's files are being replaced, lines stay as they are.
 */
export function prettyLines(colours: boolean): (line: string) => string {
  const prettyFactory = found();
  if (prettyFactory === null) return String;
  const pretty = prettyFactory({
    colorize: colours,
    messageKey: 'event',
    timestampKey: 'time',
    translateTime: 'SYS:HH:MM:ss.l',
    errorLikeObjectKeys: ['cause'],
  });
  return (line) => pretty(line) ?? line;
}

function found(): typeof import('pino-pretty').prettyFactory | null {
  try {
    const { prettyFactory } = createRequire(import.meta.url)('pino-pretty') as typeof import('pino-pretty');
    return prettyFactory;
  } catch {
    return null;
  }
}
