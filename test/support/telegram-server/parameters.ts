import { createHash } from 'node:crypto';
import type { LoggedButton, LoggedEntity, UploadedFile } from './chat-log.js';

const MOST_KEPT_BYTES = 1_000_000;

/** The parameters of a call, each either a text or, from a JSON body, any value. */
export class Parameters {
  readonly all: Readonly<Record<string, unknown>>;

  constructor(all: Readonly<Record<string, unknown>>) {
    this.all = all;
  }

  /** Reads a body by its content type: JSON, a form with files, else a URL-encoded form. Rejects if it isn't whole. */
  static async parse(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<Parameters> {
    if (contentType.includes('multipart/form-data')) {
      const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
      const parts = await Promise.all([...form].map(async ([name, value]) => [name, await uploadOf(value)] as const));
      return new Parameters(Object.fromEntries(parts));
    }
    const text = new TextDecoder().decode(body);
    if (contentType.includes('application/json')) return new Parameters(fields(json(text)));
    return new Parameters(Object.fromEntries(new URLSearchParams(text)));
  }

  /** A file that came along, or `null`. */
  file(name: string): UploadedFile | null {
    const value = fields(this.all[name]);
    const [fileName, text, bytes, digest] = [value['name'], value['text'], value['bytes'], value['digest']];
    if (typeof fileName !== 'string' || typeof text !== 'string') return null;
    if (typeof bytes !== 'number' || typeof digest !== 'string') return null;
    return { name: fileName, text, bytes, digest };
  }

  text(name: string): string | null {
    const value = this.all[name];
    return typeof value === 'string' ? value : null;
  }

  integer(name: string): number | null {
    const value = this.all[name];
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
  }

  flag(name: string): boolean {
    const value = this.all[name];
    return value === true || value === 'true' || value === 'True' || value === '1';
  }

  /** A structured parameter; `undefined` if it is absent, `null` if it is not JSON. */
  structure(name: string): unknown {
    const value = this.all[name];
    return typeof value === 'string' ? json(value) : value;
  }

  get replyTo(): number | null {
    const messageId = fields(this.structure('reply_parameters'))['message_id'];
    return typeof messageId === 'number' ? messageId : this.integer('reply_to_message_id');
  }

  get sendsWithoutReply(): boolean {
    const reply = fields(this.structure('reply_parameters'));
    return reply['allow_sending_without_reply'] === true || this.flag('allow_sending_without_reply');
  }

  get entities(): readonly LoggedEntity[] {
    return list(this.structure('entities')).map((one) => {
      const { type, offset, length, url, language } = fields(one);
      return {
        type: `${type}`,
        offset: Number(offset),
        length: Number(length),
        ...(typeof url === 'string' ? { url } : {}),
        ...(typeof language === 'string' ? { language } : {}),
      };
    });
  }

  /** The emoji of `reaction`; `null` if that is no list of reactions by emoji. */
  get emoji(): readonly string[] | null {
    const all = this.structure('reaction');
    if (!Array.isArray(all)) return null;
    const emoji = all.map((one) => (fields(one)['type'] === 'emoji' ? fields(one)['emoji'] : null));
    return emoji.every((one) => typeof one === 'string') ? emoji : null;
  }

  /** The items of `media`, with the files that they name; `null` if that is no list. */
  get media():
    | readonly { readonly type: string; readonly file: UploadedFile | null; readonly caption: string }[]
    | null {
    const all = this.structure('media');
    if (!Array.isArray(all)) return null;
    return all.map((one) => {
      const { type, media, caption } = fields(one);
      return { type: `${type}`, file: this.file(`${media}`.replace('attach://', '')), caption: `${caption ?? ''}` };
    });
  }

  /** What the field says that is opened for a reply; `null` where none is. https://core.telegram.org/bots/api#forcereply */
  get asks(): string | null {
    const markup = fields(this.structure('reply_markup'));
    return markup['force_reply'] === true ? `${markup['input_field_placeholder'] ?? ''}` : null;
  }

  get buttons(): readonly (readonly LoggedButton[])[] {
    const rows = list(fields(this.structure('reply_markup'))['inline_keyboard']);
    return rows.map((row) => list(row).map((one) => button(fields(one))));
  }
}

function button(one: Readonly<Record<string, unknown>>): LoggedButton {
  const copied = fields(one['copy_text'])['text'];
  return {
    text: `${one['text']}`,
    data: `${one['callback_data'] ?? ''}`,
    ...(one['style'] === undefined ? {} : { style: `${one['style']}` }),
    ...(one['copy_text'] === undefined ? {} : { copy: typeof copied === 'string' ? copied : '' }),
  };
}

async function uploadOf(value: string | File): Promise<string | UploadedFile> {
  if (typeof value === 'string') return value;
  const bytes = new Uint8Array(await value.arrayBuffer());
  // What is large is told by its digest: a test that sends much must not keep it all.
  const text = bytes.length > MOST_KEPT_BYTES ? '' : new TextDecoder().decode(bytes);
  return { name: value.name, text, bytes: bytes.length, digest: createHash('sha256').update(bytes).digest('hex') };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
