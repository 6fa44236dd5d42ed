import type { Secret } from '../../../../domain/secret.js';
import { Key, RequiredKey, SubTable, TakesEffect } from '../keys/key.js';
import { listOf } from '../kinds/collection.js';
import { flag } from '../kinds/flag.js';
import { addressRange, baseUrl } from '../kinds/network.js';
import { decimal, integer, strictInteger } from '../kinds/number.js';
import { choice, secretText, text } from '../kinds/text.js';
import { apiKey, languageCode, transcriptionCommand } from '../kinds/voice.js';
import { rangesAdded } from '../verdicts/network-verdicts.js';
import { anyoneLetIn, secretAdded, secretMoved, userAdded } from '../verdicts/table-verdicts.js';
import { changed, raised, turnedOn } from '../verdicts/verdicts.js';
import { FilesDto } from './files-dto.js';
import { TopicsDto } from './topics-dto.js';

const TOKEN_KEYS = { own: 'bot_token', variable: 'bot_token_env', file: 'bot_token_file' };

/** `[transports.telegram]`. */
@TakesEffect('at-once')
export class TelegramDto {
  @Key(secretText(), "The bot's token; exactly one of `bot_token`, `bot_token_env` and `bot_token_file` is needed.", {
    live: 'replace',
    widens: secretAdded(TOKEN_KEYS),
  })
  bot_token: Secret | null = null;

  @Key(text('name of a variable'), 'The environment variable that holds the token.', {
    live: 'replace',
    widens: secretMoved(TOKEN_KEYS),
  })
  bot_token_env: string | null = null;

  @Key(text('path'), 'The file that holds the token, also a name in `$CREDENTIALS_DIRECTORY`.', {
    live: 'replace',
    widens: secretMoved(TOKEN_KEYS),
  })
  bot_token_file: string | null = null;

  @Key(baseUrl(), 'The Bot API server.', { live: 'replace', widens: changed })
  api_url = 'https://api.telegram.org';

  @RequiredKey(strictInteger(), 'The chat that triggers and reports go to.', { widens: changed })
  chat_id!: number;

  @Key(listOf(strictInteger()), 'The users who may steer; must not be empty unless `allow_any_user` is set.', {
    widens: userAdded,
  })
  allowed_user_ids: readonly number[] = [];

  @Key(flag(), 'Let everybody steer who can write to the bot.', { widens: anyoneLetIn })
  allow_any_user = false;

  @Key(choice('trim', 'split'), 'Whether a long answer is cut or split into several messages, however many.', {
    live: 'next-run',
    defaultText: 'see `long_answers`',
    widens: 'never',
  })
  message_overflow: 'trim' | 'split' | null = null;

  @Key(
    choice('split', 'document'),
    'Whether an answer of more than four messages is split, or is its beginning and a file with all of it; without effect where `message_overflow` is set.',
    { live: 'next-run', widens: 'never' },
  )
  long_answers: 'split' | 'document' = 'document';

  @Key(
    choice('stateless', 'chat'),
    'Whether a message that is no reply starts a new conversation or continues that of the chat.',
    { widens: 'never' },
  )
  session_mode: 'stateless' | 'chat' = 'stateless';

  @Key(
    flag(),
    'Show the command that continues a conversation. Unset: only with `session_mode = "stateless"`; a chat continues its conversation by itself.',
    { live: 'next-run', widens: 'never' },
  )
  show_resume_line: boolean | null = null;

  @Key(flag(), 'Show by a reaction on a message how far the run for it has come.', { widens: 'never' })
  reactions = true;

  @Key(decimal({ min: 0 }), 'Seconds to wait for further forwarded messages; 0 does not wait.', { widens: 'never' })
  forward_coalesce_s = 1;

  @Key(decimal({ min: 0 }), 'Seconds to wait for the rest of an album; 0 does not wait.', { widens: 'never' })
  media_group_debounce_s = 1;

  @Key(
    integer({ min: 0 }),
    'Messages that came while the program was down are handled up to this age in seconds, older ones only listed.',
    { widens: 'never' },
  )
  backlog_max_age_s = 600;

  @Key(flag(), 'Turn voice notes into text.', { widens: turnedOn })
  voice_transcription = false;

  @Key(strictInteger(), 'The largest voice note that is taken, in bytes.', { widens: raised })
  voice_max_bytes = 10_485_760;

  @Key(text(), 'The model that transcribes.', { widens: 'never' })
  voice_transcription_model = 'gpt-4o-mini-transcribe';

  @Key(baseUrl(), 'The server that transcribes.', { defaultText: "the provider's", widens: changed })
  voice_transcription_base_url: string | null = null;

  @Key(apiKey(), 'The key for that server; blank counts as unset.', { widens: 'never' })
  voice_transcription_api_key: Secret | null = null;

  @Key(languageCode(), 'The language of voice notes.', { defaultText: 'detected', widens: 'never' })
  voice_transcription_language: string | null = null;

  @Key(flag(), 'Show what was understood.', { widens: 'never' })
  voice_show_transcription = true;

  @Key(listOf(addressRange()), 'Private addresses at which that server may be.', { widens: rangesAdded })
  voice_transcription_url_allowlist: readonly string[] = [];

  @Key(
    transcriptionCommand(),
    'A program that transcribes instead of a server, and its arguments: `{wav}` stands for the voice note as a WAV file (16 kHz, mono), `{file}` for it as it came, `{language}` for the language or `auto`. What it prints is what was said.',
    { defaultText: 'a server', widens: changed },
  )
  voice_transcription_command: readonly string[] = [];

  @Key(
    choice('never', 'always', 'long'),
    'Whether to ask before what was understood is acted on; `long`: of voice notes of more than half a minute.',
    { widens: 'never' },
  )
  voice_confirm: 'never' | 'always' | 'long' = 'never';

  @Key(integer({ min: 1, max: 3_600 }), 'Seconds that transcribing a voice note may take.', { widens: 'never' })
  voice_timeout_s = 120;

  @SubTable(TopicsDto, 'Forum topics.')
  topics = new TopicsDto();

  @SubTable(
    FilesDto,
    'Files from and to chats. Telegram gives bots files of up to 20 MiB, and takes up to 50 MB from them.',
  )
  files = new FilesDto();
}
