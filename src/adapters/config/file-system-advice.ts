import { stat } from 'node:fs/promises';
import { isOpenToOthers } from './environment/open-to-others.js';
import { absolute, type Surroundings } from './environment/surroundings.js';
import { type Fault, faultAt } from './faults/fault.js';
import { BadPlaces } from './rules/rule.js';
import type { ConfigDto } from './schema/config-dto.js';
import { secretSources } from './secrets/secret-sources.js';
import type { Vault } from './secrets/vault.js';
import type { Path } from './toml/tree.js';

/** What is to be looked up on the machine. */
export interface Survey {
  readonly dto: ConfigDto;
  readonly malformed: readonly Fault[];
  readonly vault: Vault;
  readonly around: Surroundings;
  /** The permissions of the configuration file. */
  readonly mode: number;
}

/** What a person should know about the files, directories and programs that the configuration names. */
export async function surveyMachine(survey: Survey): Promise<readonly Fault[]> {
  const [projects, commands] = await Promise.all([surveyProjects(survey), surveyCommands(survey)]);
  return [...surveyFile(survey), ...surveySecretFiles(survey), ...projects, ...commands];
}

/** Whether other users of the machine can read a secret that stands in the file. */
function surveyFile({ dto, mode }: Survey): readonly Fault[] {
  if (!isOpenToOthers(mode)) return [];
  const { bot_token } = dto.transports.telegram;
  if (bot_token !== null) return [exposed(['transports', 'telegram', 'bot_token'], 'the bot token', 'bot_token_file')];
  const index = dto.triggers.webhooks.findIndex(({ secret, secrets }) => secret !== null || secrets.length > 0);
  if (index === -1) return [];
  const key = dto.triggers.webhooks[index]?.secret === null ? 'secrets' : 'secret';
  return [exposed(['triggers', 'webhooks', index, key], 'secrets of webhooks', 'secret_file')];
}

function exposed(path: Path, what: string, key: string): Fault {
  const message = `Other users of this machine may open this file, which holds ${what}.`;
  return faultAt(path, message, `Run chmod 600 on the file, or move the secret out of it with ${key}.`);
}

function surveySecretFiles({ dto, malformed, vault }: Survey): readonly Fault[] {
  return secretSources(dto, malformed).flatMap(({ path, kind, name }) => {
    if (kind !== 'file' || !vault.isShared(name)) return [];
    return [faultAt(path, `Other users of this machine may open ${name}.`, 'Run chmod 600 on it.')];
  });
}

/** Which projects have no directory. */
async function surveyProjects({ dto, malformed, around }: Survey): Promise<readonly Fault[]> {
  const bad = new BadPlaces(malformed);
  const faults = [...dto.projects].map(async ([name, table]): Promise<readonly Fault[]> => {
    const at = ['projects', name, 'path'];
    if (bad.has(at)) return [];
    const path = absolute(table.path, around);
    if (await isDirectory(path)) return [];
    const hint = 'Create it, or correct the path; runs in this project fail until then.';
    return [faultAt(at, `There is no directory ${path}.`, hint)];
  });
  return (await Promise.all(faults)).flat();
}

/** Which engines name a program that isn't there. */
async function surveyCommands({ dto, malformed, around }: Survey): Promise<readonly Fault[]> {
  const bad = new BadPlaces(malformed);
  const tables = [
    ...dto.knownEngines.ids.map((id) => ({ at: [id, 'command'], command: dto.ownTable(id)?.command ?? null })),
    ...[...dto.engines].map(([id, table]) => ({ at: ['engines', id, 'command'], command: table.command })),
  ];
  const faults = tables.map(async ({ at, command }): Promise<readonly Fault[]> => {
    if (command === null || bad.has(at) || around.findProgram === undefined) return [];
    if ((await around.findProgram(command)) !== null) return [];
    const where = command.includes('/') ? '' : ' on the PATH';
    const hint = 'Install it, or correct the path; runs of this engine fail until then.';
    return [faultAt(at, `There is no program ${command}${where}.`, hint)];
  });
  return (await Promise.all(faults)).flat();
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
