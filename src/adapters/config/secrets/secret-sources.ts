import type { Result } from '../../../domain/result.js';
import type { Secret } from '../../../domain/secret.js';
import type { Surroundings } from '../environment/surroundings.js';
import type { Complaint, Fault } from '../faults/fault.js';
import { BadPlaces } from '../rules/rule.js';
import type { ConfigDto } from '../schema/config-dto.js';
import type { Path } from '../toml/tree.js';
import { secretPlaces } from './read-secret-files.js';
import type { Vault } from './vault.js';

/** A key that names where a secret is kept. */
export interface SecretSource {
  readonly path: Path;
  readonly kind: 'variable' | 'file';
  readonly name: string;
}

/** The files that the configuration says hold secrets. */
export function secretFiles(dto: ConfigDto, malformed: readonly Fault[]): readonly string[] {
  return secretSources(dto, malformed).flatMap((source) => (source.kind === 'file' ? [source.name] : []));
}

/** Where those files may be, of which there are two places for a bare name. */
export function secretFilePaths(
  dto: ConfigDto,
  around: Surroundings,
  malformed: readonly Fault[] = [],
): readonly string[] {
  return [...new Set(secretFiles(dto, malformed).flatMap((name) => secretPlaces(name, around)))];
}

/** The variables that the configuration says hold secrets. */
export function secretVariables(dto: ConfigDto, malformed: readonly Fault[]): readonly string[] {
  return secretSources(dto, malformed).flatMap((source) => (source.kind === 'variable' ? [source.name] : []));
}

/** What is wrong with the places that secrets are kept in. */
export function secretFaults(dto: ConfigDto, vault: Vault, malformed: readonly Fault[]): readonly Fault[] {
  return secretSources(dto, malformed).flatMap((source) => {
    const result = open(source, vault);
    return result.ok ? [] : [{ path: source.path, at: 'value' as const, ...result.problem }];
  });
}

/** All secrets that a table gives, its own first. To be asked only about tables without faults. */
export function secretsOf(
  table: {
    readonly own: Secret | null;
    readonly variable: string | null;
    readonly file: string | null;
    readonly further: readonly Secret[];
  },
  vault: Vault,
): readonly Secret[] {
  const secrets = table.own === null ? [] : [table.own];
  if (table.variable !== null) secrets.push(sound(vault.variable(table.variable)));
  if (table.file !== null) secrets.push(sound(vault.file(table.file)));
  return [...secrets, ...table.further];
}

/** The keys that name where secrets are kept, but for those that are malformed. */
export function secretSources(dto: ConfigDto, malformed: readonly Fault[] = []): readonly SecretSource[] {
  const bad = new BadPlaces(malformed);
  const telegram = dto.transports.telegram;
  const sources: SecretSource[] = [];
  const add = (path: Path, kind: SecretSource['kind'], name: string | null) => {
    if (typeof name === 'string' && !bad.has(path)) sources.push({ path, kind, name });
  };
  add(['transports', 'telegram', 'bot_token_env'], 'variable', telegram.bot_token_env);
  add(['transports', 'telegram', 'bot_token_file'], 'file', telegram.bot_token_file);
  for (const [index, { secret_env, secret_file }] of dto.triggers.webhooks.entries()) {
    if (secret_env === null && secret_file === null) continue;
    add(['triggers', 'webhooks', index, 'secret_env'], 'variable', secret_env);
    add(['triggers', 'webhooks', index, 'secret_file'], 'file', secret_file);
  }
  return sources;
}

function open(source: SecretSource, vault: Vault): Result<Secret, Complaint> {
  return source.kind === 'file' ? vault.file(source.name) : vault.variable(source.name);
}

function sound(result: Result<Secret, Complaint>): Secret {
  if (!result.ok) throw new Error('A secret was asked for that had been found wanting.');
  return result.value;
}
