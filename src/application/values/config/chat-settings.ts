import type { ChatId, UserId } from '../../../domain/ids.js';
import type { Secret } from '../../../domain/secret.js';

/** The bot, its chats and who may steer. */
export interface TelegramSettings {
  readonly token: Secret;
  readonly apiUrl: string;
  readonly chatId: ChatId | null;
  readonly allowedUserIds: readonly UserId[];
  readonly allowAnyUser: boolean;
  readonly messageOverflow: 'split' | 'trim';
  readonly longAnswers: 'split' | 'document';
  readonly sessionMode: 'stateless' | 'chat';
  readonly showResumeLine: boolean;
  readonly reactions: boolean;
  readonly forwardCoalesceMs: number;
  readonly mediaGroupDebounceMs: number;
  readonly backlogMaxAgeMs: number;
  readonly topics: { readonly enabled: boolean; readonly scope: 'auto' | 'main' | 'projects' | 'all' };
  readonly voice: VoiceSettings;
  readonly files: FileSettings;
}

/** How voice notes are turned into text. */
export interface VoiceSettings {
  readonly enabled: boolean;
  readonly maxBytes: number;
  readonly model: string;
  readonly baseUrl: string | null;
  readonly apiKey: Secret | null;
  readonly language: string | null;
  readonly urlAllowlist: readonly string[];
  readonly showTranscription: boolean;
  /** A program and its arguments, which is called instead of a server; empty for none. */
  readonly command: readonly string[];
  /** When a person is asked before what was understood is acted on. */
  readonly confirm: 'never' | 'always' | 'long';
  /** For each try. */
  readonly timeoutMs: number;
}

/** Files from chats to projects, and from the outbox of a run to its chat; directories are relative to the project. */
export interface FileSettings {
  readonly enabled: boolean;
  readonly autoPut: boolean;
  readonly autoPutMode: 'upload' | 'prompt';
  readonly uploadsDirectory: string;
  readonly allowedUserIds: readonly UserId[];
  readonly denyGlobs: readonly string[];
  readonly maxUploadBytes: number;
  readonly outboxEnabled: boolean;
  readonly outboxDirectory: string;
  readonly outboxMaxFiles: number;
  readonly outboxCleanup: boolean;
  readonly outboxNotifySkipped: boolean;
  readonly outboxDeliverDirectories: 'off' | 'zip';
  readonly outboxImages: 'photo' | 'document';
}

/** How a person is asked, and heard, during a run. */
export interface InteractionSettings {
  /** How long an agent waits for an answer; `null` for ever. */
  readonly deadlineMs: number | null;
  /** When an unanswered request is brought to mind; `null` never. */
  readonly reminderMs: number | null;
  /** What becomes of a message to a conversation that goes on. */
  readonly steering: 'queue' | 'hand_over';
}
