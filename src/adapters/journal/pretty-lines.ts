import { createRequire } from 'node:module';

/** Turns JSON log lines into coloured lines for a terminal; loads `pino-pretty`, which production never needs. */
export function prettyLines(colours: boolean): (line: string) => string {
  const { prettyFactory } = createRequire(import.meta.url)('pino-pretty') as typeof import('pino-pretty');
  const pretty = prettyFactory({
    colorize: colours,
    messageKey: 'event',
    timestampKey: 'time',
    translateTime: 'SYS:HH:MM:ss.l',
    errorLikeObjectKeys: ['cause'],
  });
  return (line) => pretty(line) ?? line;
}
