import type { Secret } from '../../../domain/secret.js';
import { listOf } from '../kinds/collection.js';
import { flag } from '../kinds/flag.js';
import { addressRange, baseUrl } from '../kinds/network.js';
import { decimal, integer, strictInteger } from '../kinds/number.js';
import { choice, secretText, text } from '../kinds/text.js';
import { apiKey, languageCode } from '../kinds/voice.js';
import { FilesDto } from './files-dto.js';
import { Key, RequiredKey, SubTable, TakesEffect } from './key.js';
import { TopicsDto } from './topics-dto.js';

/** `[transports.telegram]`. */
@TakesEffect('at-once')
export class TelegramDto {
  @Key(secretText(), "The bot's token; exactly one of `bot_token`, `bot_token_env` and `bot_token_file` is needed.", {
    live: 'replace',
  })
  bot_token: Secret | null = null;

  @Key(text('name of a variable'), 'The environment variable that holds the token.', { live: 'replace' })
  bot_token_env: string | null = null;

  @Key(text('path'), 'The file that holds the token, also a name in `$CREDENTIALS_DIRECTORY`.', { live: 'replace' })
  bot_token_file: string | null = null;

  @Key(baseUrl(), 'The Bot API server.', { live: 'replace' })
  api_url = 'https://api.telegram.org';

  @RequiredKey(strictInteger(), 'The chat that triggers and reports go to.')
  chat_id!: number;

  @Key(listOf(strictInteger()), 'The users who may steer; must not be empty unless `allow_any_user` is set.')
  allowed_user_ids: readonly number[] = [];

  @Key(flag(), 'Let everybody steer who can write to the bot.')
  allow_any_user = false;

  @Key(choice('trim', 'split'), 'Whether a long answer is cut or split into several messages.', { live: 'next-run' })
  message_overflow: 'trim' | 'split' = 'split';

  @Key(
    choice('stateless', 'chat'),
    'Whether a message without a reply starts anew or goes on with the conversation of the chat.',
  )
  session_mode: 'stateless' | 'chat' = 'stateless';

  @Key(flag(), 'Show the command that goes on with a conversation.', { live: 'next-run' })
  show_resume_line = true;

  @Key(decimal({ min: 0 }), 'Seconds to wait for further forwarded messages; 0 does not wait.')
  forward_coalesce_s = 1;

  @Key(decimal({ min: 0 }), 'Seconds to wait for the rest of an album; 0 does not wait.')
  media_group_debounce_s = 1;

  @Key(
    integer({ min: 0 }),
    'Messages that came while the program was down are handled up to this age in seconds, older ones only listed.',
  )
  backlog_max_age_s = 600;

  @Key(flag(), 'Turn voice notes into text.')
  voice_transcription = false;

  @Key(strictInteger(), 'The largest voice note that is taken, in bytes.')
  voice_max_bytes = 10_485_760;

  @Key(text(), 'The model that transcribes.')
  voice_transcription_model = 'gpt-4o-mini-transcribe';

  @Key(baseUrl(), 'The server that transcribes.', { defaultText: "the provider's" })
  voice_transcription_base_url: string | null = null;

  @Key(apiKey(), 'The key for that server; blank counts as unset.')
  voice_transcription_api_key: Secret | null = null;

  @Key(languageCode(), 'The language of voice notes.', { defaultText: 'detected' })
  voice_transcription_language: string | null = null;

  @Key(flag(), 'Show what was understood.')
  voice_show_transcription = true;

  @Key(listOf(addressRange()), 'Private addresses at which that server may be.')
  voice_transcription_url_allowlist: readonly string[] = [];

  @SubTable(TopicsDto, 'Forum topics.')
  topics = new TopicsDto();

  @SubTable(FilesDto, 'Files from and to chats. Uploads are limited to 20 MiB, downloads to 50 MiB.')
  files = new FilesDto();
}
