import type { RestartWish } from '../../../domain/accepted/restart-wish.js';
import type { DeliveredFile, StoredDelivery } from '../../../domain/accepted/stored-delivery.js';
import type { AnsweredMessages, CronInstant, InboxSource, WorkBodies } from '../../../domain/accepted/work.js';
import {
  either,
  isJsonObject,
  isNumber,
  isText,
  listOf,
  objectOf,
  optional,
  orNull,
  type Shape,
} from '../../../domain/json-shape.js';
import type { Scheduled } from '../../../domain/schedule/scheduled.js';
import { isInboundButton, isInboundMessage, isPlace } from './chat-shapes.js';
import { isDelayedRun, isLoop, isRunRequest } from './run-shapes.js';
import { isStagedFile } from './staged-shape.js';

const isDeliveredFile = objectOf<DeliveredFile>({
  field: isText,
  name: isText,
  type: isText,
  staged: isStagedFile,
});

const isStoredDelivery = objectOf<StoredDelivery>({
  webhook: isText,
  place: isPlace,
  payload: isJsonObject,
  id: optional(isText),
  receivedAt: optional(isNumber),
  body: optional(objectOf<NonNullable<StoredDelivery['body']>>({ base64: isText, type: orNull(isText) })),
  files: optional(listOf(isDeliveredFile)),
});

const isAnsweredMessages = objectOf<AnsweredMessages>({ messages: listOf(isInboundMessage) });

function isScheduled<Request>(request: Shape<Request>): Shape<Scheduled<Request>> {
  return objectOf<Scheduled<Request>>({ chatId: isNumber, request, number: optional(isNumber) });
}

/** What the body of a row is, by where it came from. */
export const WORK_SHAPES: { readonly [Source in InboxSource]: Shape<WorkBodies[Source]> } = {
  message: isInboundMessage,
  button: isInboundButton,
  at: isScheduled(isDelayedRun),
  webhook: isStoredDelivery,
  cron: objectOf<CronInstant>({ id: isText, instant: isNumber }),
  request: either(isAnsweredMessages, isRunRequest),
  restart: objectOf<RestartWish>({ place: isPlace, replyTo: isNumber }),
  loop: isScheduled(isLoop),
};
