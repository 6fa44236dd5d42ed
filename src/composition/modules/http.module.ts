import { ContainerModule } from 'inversify';
import { httpKind } from '../../adapters/http/http-kind.js';
import { provide } from '../token.js';
import { T } from '../tokens.js';

/** The server that deliveries of webhooks come in by. */
export const httpModule = new ContainerModule((options) => {
  provide(
    options,
    T.httpKind,
    [T.generations, T.webhooks, T.gate, T.clock, T.alarm, T.journal],
    (generations, intake, gate, clock, alarm, journal) =>
      httpKind({ generations, intake, gate, clock, alarm, journal }),
  );
});
