import type {
  FileSettings,
  TelegramSettings,
  VoiceSettings,
} from '../../../application/values/config/chat-settings.js';
import type { Secret } from '../../../domain/secret.js';
import type { FilesDto } from '../schema/chat/files-dto.js';
import type { TelegramDto } from '../schema/chat/telegram-dto.js';
import { ms } from './units.js';

/** What `[transports.telegram]` says. */
export function telegramSettings(dto: TelegramDto, token: Secret): TelegramSettings {
  return {
    token,
    apiUrl: dto.api_url.replace(/\/+$/, ''),
    chatId: dto.chat_id,
    allowedUserIds: dto.allowed_user_ids,
    allowAnyUser: dto.allow_any_user,
    messageOverflow: dto.message_overflow ?? 'split',
    longAnswers: dto.message_overflow === null ? dto.long_answers : 'split',
    sessionMode: dto.session_mode,
    showResumeLine: dto.show_resume_line ?? dto.session_mode === 'stateless',
    reactions: dto.reactions,
    forwardCoalesceMs: ms(dto.forward_coalesce_s),
    mediaGroupDebounceMs: ms(dto.media_group_debounce_s),
    backlogMaxAgeMs: ms(dto.backlog_max_age_s),
    topics: { enabled: dto.topics.enabled, scope: dto.topics.scope },
    voice: voiceSettings(dto),
    files: fileSettings(dto.files),
  };
}

function voiceSettings(dto: TelegramDto): VoiceSettings {
  return {
    enabled: dto.voice_transcription,
    maxBytes: dto.voice_max_bytes,
    model: dto.voice_transcription_model,
    baseUrl: dto.voice_transcription_base_url,
    apiKey: dto.voice_transcription_api_key,
    language: dto.voice_transcription_language,
    urlAllowlist: dto.voice_transcription_url_allowlist,
    showTranscription: dto.voice_show_transcription,
    command: dto.voice_transcription_command,
    confirm: dto.voice_confirm,
    timeoutMs: ms(dto.voice_timeout_s),
  };
}

function fileSettings(dto: FilesDto): FileSettings {
  return {
    enabled: dto.enabled,
    autoPut: dto.auto_put,
    autoPutMode: dto.auto_put_mode,
    uploadsDirectory: dto.uploads_dir,
    allowedUserIds: dto.allowed_user_ids,
    denyGlobs: dto.deny_globs,
    maxUploadBytes: dto.max_upload_bytes,
    outboxEnabled: dto.outbox_enabled,
    outboxDirectory: dto.outbox_dir,
    outboxMaxFiles: dto.outbox_max_files,
    outboxCleanup: dto.outbox_cleanup,
    outboxNotifySkipped: dto.outbox_notify_skipped,
    outboxDeliverDirectories: dto.outbox_deliver_directories,
    outboxImages: dto.outbox_images,
  };
}
