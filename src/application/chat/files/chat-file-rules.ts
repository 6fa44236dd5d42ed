import type { FileRules } from '../../ports/system/file-vault.js';
import type { GuardedNames } from '../../triggers/files/guarded-names.js';
import { uploadsDirectory } from '../../triggers/files/trigger-file-rules.js';
import type { AppConfig } from '../../values/app-config.js';

/**
 * What people in chats may read and write below the directory that their runs work in. `configFile` is absolute; it, the state
 * and files of secrets are never open to them.
 */
export function chatFileRules(
  config: Pick<AppConfig, 'stateDirectory' | 'security' | 'telegram'>,
  root: string,
  { configFile, guarded }: { readonly configFile: string; readonly guarded: GuardedNames },
): FileRules {
  const own = [configFile, ...config.security.secretFiles].map((path) => ({ path, except: [] }));
  return {
    roots: [root],
    denied: [...own, { path: config.stateDirectory, except: [uploadsDirectory(config)] }],
    secretNames: [...guarded.secretNames, ...config.telegram.files.denyGlobs],
    executedNames: guarded.executedNames,
  };
}

/** The rules of a configuration for files below a directory. */
export type ChatFileRulesOf = (config: AppConfig, root: string) => FileRules;
