/** Names that hold secrets: never read, written, listed or sent. */
export const SECRET_NAMES = [
  '.env',
  '.env.local',
  '.env.production',
  '.ENV',
  '.netrc',
  '.npmrc',
  '.pypirc',
  '.pgpass',
  '.git-credentials',
  'id_rsa',
  'id_dsa',
  'id_ecdsa',
  'id_ed25519',
  'id_ed25519_sk',
  'id_rsa.bak',
  'ID_RSA',
  'server.pem',
  'server.PEM',
  'server.key',
  'server.p12',
  'server.pfx',
  '.ssh/config',
  '.ssh/authorized_keys',
  '.aws/credentials',
  '.kube/config',
  '.docker/config.json',
  '.gnupg/secring.gpg',
  '.git/config',
  '.GIT/config',
  'sub/.aws/credentials',
] as const;

/** Names that tools run, or take orders from: not written by triggers. */
export const RUN_NAMES = [
  '.claude/settings.json',
  '.claude/hooks/x.sh',
  '.mcp.json',
  '.codex/config.toml',
  '.gemini/settings.json',
  '.vscode/tasks.json',
  '.husky/pre-commit',
  '.github/workflows/x.yml',
  '.gitattributes',
  '.gitmodules',
  '.git/hooks/pre-commit',
  '.envrc',
  '.bashrc',
  '.bash_profile',
  '.profile',
  '.zshrc',
  '.CLAUDE/settings.json',
  'sub/.claude/settings.json',
] as const;

/** Whether a path below a directory that is open to triggers is one that nobody may make there, and why. */
export function harm(path: string): string | null {
  if (/[\p{Cc}\p{Cf}]/u.test(path)) return `invisible characters in ${JSON.stringify(path)}`;
  const segments = path.split('/');
  const hidden = segments.find((segment) => segment.trim().normalize('NFKC').startsWith('.'));
  if (hidden !== undefined) return `hidden: ${JSON.stringify(path)}`;
  const last = (segments.at(-1) ?? '').normalize('NFKC').trim();
  const secret = /^id_(?:rsa|dsa|ecdsa|ed25519)|\.(?:pem|key|p12|pfx)$/i.test(last);
  return secret ? `a name of secrets: ${path}` : null;
}
