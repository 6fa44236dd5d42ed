import type { AppConfig } from '../app-config.js';
import type { FileRules } from '../ports/file-vault.js';

/** Names that no trigger touches: they hold secrets, or are run by whoever comes across them. */
export const NEVER_TOUCHED: readonly string[] = [
  '.git/**',
  '.env',
  '.env.*',
  '.envrc',
  '*.pem',
  '*.key',
  'id_rsa',
  'id_ed25519',
  '.ssh/**',
  '.netrc',
  '.npmrc',
  '.pypirc',
];

/** Where uploads go that name no place of their own. */
export function uploadsDirectory({ stateDirectory }: Pick<AppConfig, 'stateDirectory'>): string {
  return `${stateDirectory}/uploads`;
}

/** What triggers may read and write. `configFile` is absolute; it, the state and files of secrets are never open to them. */
export function triggerFileRules(
  config: Pick<AppConfig, 'stateDirectory' | 'projects' | 'security'>,
  configFile: string,
): FileRules {
  const uploads = uploadsDirectory(config);
  return {
    roots: config.security.fileRoots ?? [...config.projects.map(({ path }) => path), uploads],
    denied: [
      ...[configFile, ...config.security.secretFiles].map((path) => ({ path, except: [] })),
      { path: config.stateDirectory, except: [uploads] },
    ],
    denyGlobs: NEVER_TOUCHED,
  };
}
