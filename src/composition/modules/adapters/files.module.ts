import { join } from 'node:path';
import { ContainerModule } from 'inversify';
import { DiskFileVault } from '../../../adapters/files/disk-file-vault.js';
import { DiskRunOutbox } from '../../../adapters/files/disk-run-outbox.js';
import { StagingFolder } from '../../../adapters/files/staging-folder.js';
import { chatFileRules } from '../../../application/chat/files/chat-file-rules.js';
import { triggerFileRules } from '../../../application/triggers/files/trigger-file-rules.js';
import { GUARDED_NAMES } from '../../wiring/config-schema.js';
import { build, provide, supply, token } from '../../wiring/token.js';
import { T, the } from '../../wiring/tokens.js';

const STAGING = token<StagingFolder>('staging');

/** What files are read and written by, and where triggers and people in chats may. `configFile` is absolute. */
export function filesModule(stateDirectory: string, configFile: string): ContainerModule {
  return new ContainerModule((options) => {
    const own = { configFile, guarded: GUARDED_NAMES };
    supply(options, T.chatFileRules, (config, root) => chatFileRules(config, root, own));
    supply(options, T.triggerFileRules, (config) => triggerFileRules(config, configFile, GUARDED_NAMES));
    provide(options, STAGING, [T.tokens], (tokens) => {
      return new StagingFolder(join(stateDirectory, 'staging'), tokens);
    });
    provide(options, T.stagedContent, [STAGING], (staging) => staging);
    build(options, T.fileVault, DiskFileVault, { ...the('clock', 'tokens'), staging: STAGING });
    provide(options, T.runOutbox, [STAGING, T.clock, T.alarm], (staging, clock, alarm) => {
      return new DiskRunOutbox(staging, { clock, alarm });
    });
  });
}
