import type { ConfigSource, Reading } from '../../application/ports/config/config-source.js';

/** An engine named on the command line stands over the configured default, in every reading and in what is told of it. */
export function withEngine(source: ConfigSource, engine: string | null): ConfigSource {
  if (engine === null) return source;
  return {
    read: async (options) => changed(await source.read(options), engine),
    readAhead: () => source.readAhead(),
    readText: async (text, overrides) => changed(await source.readText(text, overrides), engine),
  };
}

/** What is worded later stays so. */
function changed(reading: Reading, engine: string): Reading {
  if (!reading.ok) return reading;
  const { text, overrides, whole, digest, allows } = reading;
  return {
    ok: true,
    config: { ...reading.config, defaultEngine: engine },
    text,
    overrides,
    whole,
    digest,
    allows,
    get warnings() {
      return reading.warnings;
    },
    get settings() {
      const { common, entries } = reading.settings;
      return { common: new Map(common).set('default_engine', { value: engine, usual: null }), entries };
    },
  };
}
