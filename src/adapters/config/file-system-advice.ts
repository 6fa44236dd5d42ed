import { stat } from 'node:fs/promises';
import type { AppConfig } from '../../application/app-config.js';
import type { ConfigDto } from './dto/config-dto.js';
import { type Fault, faultAt } from './fault.js';

const OTHERS = 0o077;

/** Whether other users of the machine can read a token that stands in the file. */
export function surveyFile(mode: number, dto: ConfigDto): readonly Fault[] {
  const exposed = dto.transports.telegram.bot_token !== null && (mode & OTHERS) !== 0 && process.platform !== 'win32';
  if (!exposed) return [];
  const path = ['transports', 'telegram', 'bot_token'];
  const message = 'Other users of this machine may open this file, which holds the bot token.';
  return [faultAt(path, message, 'Run chmod 600 on the file, or move the token out of it with bot_token_file.')];
}

/** Which projects have no directory. */
export async function surveyProjects(config: AppConfig): Promise<readonly Fault[]> {
  const found = await Promise.all(config.projects.map(({ path }) => isDirectory(path)));
  return config.projects
    .filter((_, index) => found[index] !== true)
    .map(({ name, path }) => {
      const message = `There is no directory ${path}.`;
      return faultAt(
        ['projects', name, 'path'],
        message,
        'Create it, or correct the path; runs in this project fail until then.',
      );
    });
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
