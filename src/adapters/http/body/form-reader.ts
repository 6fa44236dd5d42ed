import type { Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import type { DeliveredFile } from '../../../domain/accepted/stored-delivery.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { Share } from '../server/byte-budget.js';
import type { Form, FormLimits, FormProblem, Staging } from './form.js';
import { type PartHeader, partHeader } from './part-header.js';

/** More parts than anybody fills in. */
const MOST_PARTS = 1_000;
/** How much text all fields together may have: they are kept in memory. */
const MOST_TEXT_BYTES = 1_048_576;
/** What the head of one part may have. */
const HEAD = { maxHeaderPairs: 20, maxHeaderSize: 8_192 };

type Part = { readonly field: string; readonly text: string } | DeliveredFile;

/** What a form is taken with. */
export interface FormReaderTools {
  readonly limits: FormLimits;
  readonly staging: Staging;
  /** The room that text has; `null` for any. */
  readonly memory: Share | null;
}

/** Takes a multipart form piece by piece; files go to the staging as they arrive. */
export class FormReader {
  readonly #limits: FormLimits;
  readonly #staging: Staging;
  readonly #memory: Share | null;
  readonly #dicer: Dicer;
  readonly #bodies: Readable[] = [];
  readonly #parts: Promise<Part | null>[] = [];
  /** Resolves when it is over: with the last boundary, or with the first problem. Rejects for a bug of the staging. */
  readonly #over = Promise.withResolvers<void>();
  #isOver = false;
  #problem: FormProblem | null = null;
  #textBytes = 0;

  constructor(boundary: string, { limits, staging, memory }: FormReaderTools) {
    this.#limits = limits;
    this.#memory = memory;
    this.#staging = staging;
    const config = { boundary, ...HEAD };
    this.#dicer = new Dicer(config);
    this.#dicer.on('part', (body) => this.#begin(body));
    this.#dicer.on('error', () => this.fail({ kind: 'not-closed' }));
    this.#dicer.on('finish', () => this.#end());
    // It is looked at with the next piece or at the end.
    this.#over.promise.catch(() => undefined);
  }

  /** Takes the next bytes; resolves when it can take more. What comes after a problem or the last boundary is ignored. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#isOver) return;
    const taken = new Promise<void>((resolve) => this.#dicer.write(bytes, () => resolve()));
    await Promise.race([taken, this.#over.promise]);
  }

  /** The form, once all its bytes were written; if there is a problem, nothing stays staged. */
  async end(): Promise<Result<Form, FormProblem>> {
    if (!this.#isOver) this.#dicer.end();
    await this.#over.promise;
    const parts = await Promise.all(this.#parts);
    if (this.#problem === null && parts.length < this.#bodies.length) this.#problem = { kind: 'bad-part' };
    const files = parts.filter((part) => part !== null && 'staged' in part);
    if (this.#problem === null) {
      const fields = parts.flatMap((part) =>
        part !== null && 'text' in part ? [[part.field, part.text] as const] : [],
      );
      return ok({ fields, files });
    }
    await Promise.all(files.map(({ staged }) => this.#staging.discard(staged)));
    return fail(this.#problem);
  }

  /** Gives the form up; the first reason counts. */
  fail(problem: FormProblem): void {
    if (this.#problem !== null) return;
    this.#problem = problem;
    for (const body of this.#bodies) body.destroy();
    this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.#over.resolve();
  }

  #begin(body: Readable): void {
    // A part that is cut off says so; that the whole form is, the parser says as well.
    body.on('error', () => undefined);
    this.#bodies.push(body);
    if (this.#bodies.length > MOST_PARTS) this.fail({ kind: 'too-many-parts' });
    if (this.#problem !== null) body.destroy();
    body.once('header', (head: Readonly<Record<string, readonly string[]>>) => {
      if (this.#problem !== null) return;
      const header = partHeader(head);
      if (header === null) this.fail({ kind: 'bad-part' });
      else this.#parts.push(this.#read(header, body));
    });
  }

  async #read(header: PartHeader, body: Readable): Promise<Part | null> {
    try {
      const { field, fileName, type } = header;
      return fileName === null
        ? await this.#text(field, body)
        : await this.#file({ field, name: fileName, type }, body);
    } catch (error) {
      // Reading a body that was given up throws; anything else is a bug.
      if (this.#problem === null) this.#over.reject(error);
      return null;
    }
  }

  async #text(field: string, body: Readable): Promise<Part | null> {
    const chunks: Buffer[] = [];
    for await (const chunk of body) {
      this.#textBytes += (chunk as Buffer).length;
      if (this.#textBytes > MOST_TEXT_BYTES) this.fail({ kind: 'too-large' });
      if (this.#memory?.take((chunk as Buffer).length) === false) this.fail({ kind: 'no-room' });
      chunks.push(chunk as Buffer);
    }
    try {
      return { field, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
    } catch {
      this.fail({ kind: 'bad-text' });
      return null;
    }
  }

  async #file(file: Omit<DeliveredFile, 'staged'>, body: Readable): Promise<Part | null> {
    const { maxFileBytes } = this.#limits;
    const staged = await this.#staging.stage(body, maxFileBytes);
    if (staged.ok) return { ...file, staged: staged.value };
    const { problem } = staged;
    const isTooLarge = problem.kind === 'too-large';
    this.fail(isTooLarge ? { kind: 'file-too-large', maxBytes: maxFileBytes } : { kind: 'not-stored', problem });
    return null;
  }
}
