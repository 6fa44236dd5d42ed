import { InputFile } from 'node-telegram-bot-api';
import type { ChatFile } from '../../../application/ports/chat/chat-channel.js';

/** How long a call may take whatever it carries. */
const CALL_DEADLINE_MS = 30_000;
/** 20 kB a second. */
const SLOWEST_UPLOAD_BYTES_PER_MS = 20;

/** A file that goes along with a call. */
export interface Upload {
  readonly name: string;
  /** A media type. */
  readonly type: string;
  readonly bytes: number;
  /** All of it, or what reads it from its beginning, each time that it is called. */
  readonly content: Uint8Array | (() => AsyncIterable<Uint8Array>);
  /** Plain text; none if empty. */
  readonly caption: string;
}

/** A text as a file. */
export function textUpload({ name, text }: ChatFile): Upload {
  const content = new TextEncoder().encode(text);
  return { name, type: 'text/plain; charset=utf-8', bytes: content.length, content, caption: '' };
}

/** The file for the vendor's client, which streams it. */
export function inputFile({ name, type, content }: Upload): InputFile {
  const data = content instanceof Uint8Array ? content : () => ReadableStream.from(content());
  return new InputFile(data, { filename: name, contentType: type });
}

/** The parameter for what stands under it. */
export function caption({ caption: text }: Upload): { readonly caption?: string } {
  return text === '' ? {} : { caption: text };
}

/** How long a call with these files may take, in milliseconds. */
export function uploadMs(uploads: readonly Upload[]): number {
  const bytes = uploads.reduce((sum, one) => sum + one.bytes, 0);
  return CALL_DEADLINE_MS + Math.ceil(bytes / SLOWEST_UPLOAD_BYTES_PER_MS);
}
