import { join } from 'node:path';
import { ContainerModule } from 'inversify';
import { DiskFileVault } from '../../../adapters/files/disk-file-vault.js';
import { StagingFolder } from '../../../adapters/files/staging-folder.js';
import { triggerFileRules } from '../../../application/triggers/files/trigger-file-rules.js';
import { GUARDED_NAMES } from '../../wiring/config-schema.js';
import { provide, supply } from '../../wiring/token.js';
import { T } from '../../wiring/tokens.js';

/** What files are read and written by, and where triggers may. `configFile` is absolute. */
export function filesModule(stateDirectory: string, configFile: string): ContainerModule {
  return new ContainerModule((options) => {
    supply(options, T.triggerFileRules, (config) => triggerFileRules(config, configFile, GUARDED_NAMES));
    provide(options, T.fileVault, [T.clock, T.tokens], (clock, tokens) => {
      const staging = new StagingFolder(join(stateDirectory, 'staging'), tokens);
      return new DiskFileVault({ staging, clock, tokens });
    });
  });
}
