import { ContainerModule } from 'inversify';
import { ConfigFileWatch } from '../../adapters/config/config-file-watch.js';
import type { ConfigSource } from '../../application/ports/config-source.js';
import { provide, supply } from '../token.js';
import { T } from '../tokens.js';

/** The configuration file: what reads it, and what notices its edits. */
export function fileModule(source: ConfigSource, file: string): ContainerModule {
  return new ContainerModule((options) => {
    supply(options, T.configSource, source);
    provide(options, T.configWatch, [T.alarm, T.clock], (alarm, clock) => new ConfigFileWatch(file, alarm, clock));
  });
}
