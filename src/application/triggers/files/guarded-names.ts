import type { EngineManifests } from '../../../domain/engine/engine-manifests.js';
import type { FileRules } from '../../ports/system/file-vault.js';

/** Names that triggers keep away from, whatever directory they are in. */
export type GuardedNames = Pick<FileRules, 'secretNames' | 'executedNames'>;

/**
 * Names that hold secrets: never read, listed, sent or written. Globs as in `FileRules`; what ends in `.example`, `.sample` or
 * `.template` is there to be read.
 */
const SECRET_NAMES: readonly string[] = [
  '.env',
  '.env.!(example|sample|template)',
  '.envrc',
  '*.pem',
  '*.key',
  '*.p12',
  '*.pfx',
  '*.ppk',
  '*.jks',
  '*.keystore',
  '*.kdbx',
  'id_rsa*',
  'id_dsa*',
  'id_ecdsa*',
  'id_ed25519*',
  '.ssh/**',
  '.gnupg/**',
  '.aws/**',
  '.azure/**',
  '.config/gcloud/**',
  '.config/gh/**',
  '.kube/**',
  '.docker/**',
  '.netrc',
  '_netrc',
  '.npmrc',
  '.pypirc',
  '.pgpass',
  '.my.cnf',
  '.htpasswd',
  '.vault-token',
  '.git-credentials',
  '.git/config',
  '.cargo/credentials*',
  '.credentials.json',
];

/** Names that tools run, or obey, when they come across them: not written by triggers or uploads, but fit to be looked at. */
const EXECUTED_NAMES: readonly string[] = [
  '.git/**',
  '.gitattributes',
  '.gitconfig',
  '.gitmodules',
  '.config/git/**',
  '.husky/**',
  '.pre-commit-config.yaml',
  'lefthook.y?(a)ml',
  '.lefthook.y?(a)ml',
  '.github/workflows/**',
  '.github/actions/**',
  '.gitlab-ci.yml',
  '.circleci/**',
  '.mcp.json',
  'AGENTS.md',
  'AGENT.md',
  '.cursor/**',
  '.vscode/**',
  '.idea/**',
  '.devcontainer/**',
  '.devcontainer.json',
  '.yarnrc',
  '.yarnrc.yml',
  '.yarn/**',
  '.pnpmfile.cjs',
  '.mise.toml',
  'mise.toml',
  '.bashrc',
  '.bash_aliases',
  '.bash_profile',
  '.bash_login',
  '.bash_logout',
  '.profile',
  '.zshrc',
  '.zshenv',
  '.zprofile',
  '.zlogin',
  '.zlogout',
  '.kshrc',
  '.tcshrc',
  '.cshrc',
  '.login',
  '.inputrc',
  '.xprofile',
  '.xinitrc',
  '.vimrc',
  '.exrc',
  '.config/fish/**',
  '.config/nvim/**',
  '.config/autostart/**',
  '.config/systemd/**',
  '.config/environment.d/**',
  '.local/bin/**',
];

/** The names that are guarded on any machine, and those of the engines that it may have. */
export function guardedNames(engines: EngineManifests): GuardedNames {
  return {
    secretNames: [...SECRET_NAMES, ...engines.all.flatMap(({ files }) => files.secret)],
    executedNames: [...EXECUTED_NAMES, ...engines.all.flatMap(({ files }) => files.obeyed)],
  };
}
