import { Key, TakesEffect } from '../keys/key.js';
import { listOf } from '../kinds/collection.js';
import { flag } from '../kinds/flag.js';
import { integer, strictInteger } from '../kinds/number.js';
import { innerDirectory, relativePath } from '../kinds/path.js';
import { choice, text } from '../kinds/text.js';
import { addedOrEmptied, changed, raised, removed, towards, turnedOn } from '../verdicts/verdicts.js';

const DENIED = [
  '.git/**',
  '.env',
  '**/.env',
  '**/.env.!(example|sample|template)',
  '.envrc',
  '**/.envrc',
  '**/*.pem',
  '**/*.key',
  '**/id_rsa',
  '**/id_ed25519',
  '**/.ssh/**',
  '**/.netrc',
  '**/.npmrc',
  '**/.pypirc',
];

/** `[transports.telegram.files]`. */
@TakesEffect('at-once')
export class FilesDto {
  @Key(flag(), 'Take files from chats and send files to them.', { widens: turnedOn })
  enabled = false;

  @Key(flag(), 'Save a file that comes without `/file put`.', { widens: turnedOn })
  auto_put = true;

  @Key(
    choice('upload', 'prompt'),
    'Whether a file without a word is only saved or also starts a run; one with words always starts it.',
    {
      widens: towards('upload', 'prompt'),
    },
  )
  auto_put_mode: 'upload' | 'prompt' = 'upload';

  @Key(relativePath(), 'Where files from chats are saved, inside the project.', { widens: changed })
  uploads_dir = 'incoming';

  @Key(
    listOf(strictInteger()),
    'The users who may transfer files; empty for everyone in private chats and administrators in groups.',
    {
      widens: addedOrEmptied,
    },
  )
  allowed_user_ids: readonly number[] = [];

  @Key(
    integer({ min: 1, max: 2_000_000_000 }),
    'The largest file that is taken from a chat, in bytes; Telegram’s own servers give bots no more than 20 MiB.',
    {
      widens: raised,
    },
  )
  max_upload_bytes = 20_971_520;

  @Key(listOf(text('glob')), 'Files that are never transferred.', { widens: removed })
  deny_globs: readonly string[] = DENIED;

  @Key(flag(), 'Send the files that an agent leaves in the outbox.', { widens: turnedOn })
  outbox_enabled = true;

  @Key(innerDirectory(), 'The outbox, inside the project.', { widens: changed })
  outbox_dir = '.untether-outbox';

  @Key(integer({ min: 1, max: 50 }), 'How many files one run may send.', { widens: raised })
  outbox_max_files = 10;

  @Key(flag(), 'Delete files from the outbox once they were sent.', { widens: 'never' })
  outbox_cleanup = true;

  @Key(flag(), 'Tell which files were not sent.', { widens: 'never' })
  outbox_notify_skipped = true;

  @Key(choice('off', 'zip'), 'What happens to directories in the outbox.', { widens: towards('off', 'zip') })
  outbox_deliver_directories: 'off' | 'zip' = 'off';

  @Key(choice('photo', 'document'), 'Whether pictures are sent to be seen at once, or as files.', { widens: 'never' })
  outbox_images: 'photo' | 'document' = 'photo';
}
