import type { FileRules } from '../../ports/system/file-vault.js';
import type { AppConfig } from '../../values/app-config.js';
import type { GuardedNames } from './guarded-names.js';

/** Where uploads go that name no place of their own. */
export function uploadsDirectory({ stateDirectory }: Pick<AppConfig, 'stateDirectory'>): string {
  return `${stateDirectory}/uploads`;
}

/** What triggers may read and write. `configFile` is absolute; it, the state and files of secrets are never open to them. */
export function triggerFileRules(
  config: Pick<AppConfig, 'stateDirectory' | 'projects' | 'security'>,
  configFile: string,
  guarded: GuardedNames,
): FileRules {
  const uploads = uploadsDirectory(config);
  return {
    roots: config.security.fileRoots ?? [...config.projects.map(({ path }) => path), uploads],
    denied: [
      ...[configFile, ...config.security.secretFiles].map((path) => ({ path, except: [] })),
      { path: config.stateDirectory, except: [uploads] },
    ],
    ...guarded,
  };
}
