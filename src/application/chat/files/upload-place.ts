import type { ChatId } from '../../../domain/ids.js';
import type { FileRules } from '../../ports/system/file-vault.js';
import { uploadsDirectory } from '../../triggers/files/trigger-file-rules.js';
import type { AppConfig } from '../../values/app-config.js';
import type { ChatFileRulesOf } from './chat-file-rules.js';

/** Where the files of a chat go. */
export interface UploadPlace {
  /** The run's directory, or that of the chat among the uploads; absolute. */
  readonly root: string;
  /** Where they go that have no other place. */
  readonly directory: string;
  readonly rules: FileRules;
  /** Whether runs work at `root`, so that paths can be told from there. */
  readonly isOfRun: boolean;
}

/** Where files go that come to a chat; `runDirectory` is that of the project, `null` if there is none. */
export function uploadPlace(
  config: AppConfig,
  { chatId, runDirectory }: { readonly chatId: ChatId; readonly runDirectory: string | null },
  rulesOf: ChatFileRulesOf,
): UploadPlace {
  const isOfRun = runDirectory !== null;
  const root = runDirectory ?? `${uploadsDirectory(config)}/${chatId}`;
  const parts = config.telegram.files.uploadsDirectory.split('/').filter((part) => part !== '' && part !== '.');
  const directory = isOfRun ? [root, ...parts].join('/') : root;
  return { root, directory, isOfRun, rules: rulesOf(config, root) };
}

/** The path as an agent is told it. */
export function shownPath({ root, isOfRun }: UploadPlace, path: string): string {
  return isOfRun && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
