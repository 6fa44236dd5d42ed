import { ContainerModule } from 'inversify';
import { createEngineCatalog, createEngineTools } from '../../../adapters/engines/engine-catalog.js';
import { programEnvironment } from '../../../adapters/engines/environment/program-environment.js';
import { GroupProgramRunner } from '../../../adapters/engines/process/group-program-runner.js';
import { BRIDGE_VARIABLE } from '../../../adapters/engines/process/leftovers.js';
import { LiveRuns } from '../../../adapters/engines/process/live-runs.js';
import { ProgramVersions } from '../../../adapters/engines/process/program-version.js';
import { provide } from '../../wiring/token.js';
import { T } from '../../wiring/tokens.js';

/** What engines take from the outside. */
export interface EngineSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute; where engines put their temporary files. */
  readonly temporaryDirectory: string;
  /** Names this bridge among all, for finding what it left behind. */
  readonly bridge: string;
}

/** The agent CLIs: a catalog for each configuration, over the runs of the whole process. */
export function enginesModule({ environment, temporaryDirectory, bridge }: EngineSurroundings): ContainerModule {
  return new ContainerModule((options) => {
    const live = new LiveRuns();
    const versions = new ProgramVersions();
    provide(options, T.enginesOf, [T.clock, T.alarm, T.journal], (clock, alarm, journal) => {
      const tools = { clock, alarm, journal, environment, temporaryDirectory, bridge, live, versions };
      return (config) => createEngineCatalog(config, tools);
    });
    provide(options, T.programs, [T.generations, T.alarm], (generations, alarm) => {
      const seen = () => ({
        ...programEnvironment(environment, generations.current().config),
        [BRIDGE_VARIABLE]: bridge,
      });
      return new GroupProgramRunner(seen, alarm);
    });
    provide(options, T.engineToolsOf, [T.clock, T.alarm, T.journal], (clock, alarm, journal) => {
      const tools = { clock, alarm, journal, environment, temporaryDirectory, bridge, live, versions };
      return (config) => createEngineTools(config, tools);
    });
  });
}
