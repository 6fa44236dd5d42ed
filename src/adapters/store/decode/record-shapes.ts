import type { Offer, Question } from '../../../application/ports/chat/offer-store.js';
import type { ChatPreferences } from '../../../application/ports/store/preferences.js';
import type { EndedRun, RunOutcome } from '../../../application/ports/store/run-history.js';
import {
  either,
  isFlag,
  isNumber,
  isText,
  listOf,
  objectOf,
  oneOf,
  optional,
  orNull,
  tableOf,
  wordOf,
} from '../../../domain/json-shape.js';
import { isInboundMessage } from './chat-shapes.js';
import { isRunUsage } from './outbox-shapes.js';
import { isResumeToken, isRunContext, isRunOrigin, isRunRequest } from './run-shapes.js';

/** An offer or a question as it is stored. */
export const isOfferOrQuestion = either(
  objectOf<Question>({
    key: isText,
    askedOf: orNull(isNumber),
    answers: tableOf(listOf(isInboundMessage)),
    asked: optional(listOf(isInboundMessage)),
    listed: optional(oneOf(true)),
  }),
  objectOf<Offer>({
    key: isText,
    request: isRunRequest,
    resume: orNull(isResumeToken),
    later: optional(isNumber),
  }),
);

/** Choices as they are stored. */
export const isChatPreferences = objectOf<ChatPreferences>({
  engine: optional(isText),
  models: optional(tableOf(isText)),
  efforts: optional(tableOf(isText)),
  permissionModes: optional(tableOf(isText)),
  verbosity: optional(oneOf('compact', 'verbose')),
  loops: optional(isFlag),
  context: optional(isRunContext),
});

/** A run that is over, as it is stored. */
export const isEndedRun = objectOf<EndedRun>({
  run: isText,
  engine: isText,
  origin: isRunOrigin,
  chatId: isNumber,
  threadId: orNull(isNumber),
  project: orNull(isText),
  generation: isNumber,
  startedAt: isNumber,
  elapsedMs: isNumber,
  steps: isNumber,
  outcome: wordOf<RunOutcome>({ done: true, error: true, cancelled: true, interrupted: true }),
  usage: orNull(isRunUsage),
});
