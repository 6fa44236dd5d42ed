import { ContainerModule } from 'inversify';
import { Generations } from '../../application/generation.js';
import { AdapterHost } from '../../application/reload/adapter-host.js';
import { botPart } from '../../application/reload/bot-part.js';
import { ConfigReloader } from '../../application/reload/config-reloader.js';
import { cronPart } from '../../application/reload/cron-part.js';
import { provide } from '../token.js';
import { T } from '../tokens.js';

/** The configuration in force and what it changes. */
export const configurationModule = new ContainerModule((options) => {
  provide(options, T.generations, [], () => new Generations());
  provide(
    options,
    T.bots,
    [T.botKind, T.alarm, T.journal],
    (kind, alarm, journal) => new AdapterHost(kind, alarm, journal),
  );
  provide(
    options,
    T.reloader,
    [T.generations, T.bots, T.crons, T.extraParts, T.enginesOf, T.journal],
    (generations, bots, crons, extra, enginesOf, journal) =>
      new ConfigReloader(generations, [botPart(bots), cronPart(crons, generations), ...extra], enginesOf, journal),
  );
});
