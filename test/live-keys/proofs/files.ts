import type { FileAttachment } from '../../../src/domain/chat/inbound.js';
import { PROJECT } from '../document.js';
import type { LiveStage } from '../live-stage.js';
import { type Proof, type Proofs, under } from '../proof.js';

const file: FileAttachment = { kind: 'document', fileId: 'f', uniqueId: 'u', name: 'a.txt' };
const before: NonNullable<Proof['before']> = ({ world }) => {
  world.bot.files.files.set('f', new TextEncoder().encode('hello'));
};

/** What the engine is asked because of a file. */
const prompts =
  (caption = 'see') =>
  async (stage: LiveStage) =>
    (await stage.ask(caption, { attachment: 'document', attachments: [file] })).map(({ prompt }) => prompt);

const asked = ['see\n\n[uploaded file: incoming/a.txt]'];
const proof = { before, see: prompts() } as const;

/** `[transports.telegram.files]`, as far as it is about files from chats. */
export const fileProofs: Proofs = under(
  'transports.telegram.files',
  {
    enabled: { ...proof, from: false, to: true, shows: [[], asked] },
    auto_put: { ...proof, to: false, shows: [asked, []] },
    auto_put_mode: { before, see: prompts(''), to: 'prompt', shows: [[], ['[uploaded file: incoming/a.txt]']] },
    uploads_dir: { ...proof, to: 'box/in', shows: [asked, ['see\n\n[uploaded file: box/in/a.txt]']] },
    allowed_user_ids: { ...proof, to: [8], shows: [asked, []] },
    max_upload_bytes: { ...proof, to: 4, shows: [asked, []] },
    deny_globs: { ...proof, from: [], to: ['*.txt'], shows: [asked, []] },
  },
  {
    default_project: PROJECT,
    projects: { [PROJECT]: { path: '/p/garden' } },
    transports: { telegram: { files: { enabled: true } } },
  },
);
