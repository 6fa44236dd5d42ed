import type { InboxSource, Work, WorkBodies } from '../../../domain/accepted/work.js';
import type { Shape } from '../../../domain/json-shape.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { decodeBody } from './stored-body.js';
import { WORK_SHAPES } from './work-shapes.js';

/** A reader for each source; what it gives is of that source. */
const READERS: { readonly [Source in InboxSource]: (text: string) => Result<Work, string> } = {
  message: (text) => read(text, WORK_SHAPES.message, (body) => ({ source: 'message', body })),
  button: (text) => read(text, WORK_SHAPES.button, (body) => ({ source: 'button', body })),
  at: (text) => read(text, WORK_SHAPES.at, (body) => ({ source: 'at', body })),
  webhook: (text) => read(text, WORK_SHAPES.webhook, (body) => ({ source: 'webhook', body })),
  cron: (text) => read(text, WORK_SHAPES.cron, (body) => ({ source: 'cron', body })),
  request: (text) => read(text, WORK_SHAPES.request, (body) => ({ source: 'request', body })),
  restart: (text) => read(text, WORK_SHAPES.restart, (body) => ({ source: 'restart', body })),
  loop: (text) => read(text, WORK_SHAPES.loop, (body) => ({ source: 'loop', body })),
};

/** Reads the body of a row; fails with what is wrong, in a few words. */
export function decodeWork(source: string, text: string): Result<Work, string> {
  return isSource(source) ? READERS[source](text) : fail('a kind of work that this version does not know');
}

function isSource(source: string): source is InboxSource {
  return Object.hasOwn(READERS, source);
}

function read<Body extends WorkBodies[InboxSource]>(
  text: string,
  shape: Shape<Body>,
  workOf: (body: Body) => Work,
): Result<Work, string> {
  const body = decodeBody(text, shape);
  return body.ok ? ok(workOf(body.value)) : body;
}
