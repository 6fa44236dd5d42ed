import type { DelayedRun } from '../../../domain/accepted/delayed-run.js';
import type { Loop } from '../../../domain/accepted/loop.js';
import type { Interpretation, LoopOfRun, RunRequest } from '../../../domain/accepted/run-request.js';
import {
  type FieldShapes,
  isFlag,
  isNumber,
  isText,
  kindsOf,
  listOf,
  objectOf,
  oneOf,
  optional,
  orNull,
} from '../../../domain/json-shape.js';
import type { RunContext } from '../../../domain/project/context.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import type { RunOrigin } from '../../../domain/run/run-origin.js';
import type { SessionChoice } from '../../../domain/run/run-plan.js';
import type { LoopProgress, WakeUpTime } from '../../../domain/schedule/loop-policy.js';
import { isPlace, isSavedFiles } from './chat-shapes.js';

/** A conversation as it is stored. */
export const isResumeToken = objectOf<ResumeToken>({ engine: isText, value: isText, directory: orNull(isText) });

/** A project and its branch as they are stored. */
export const isRunContext = objectOf<RunContext>({ project: isText, branch: orNull(isText) });

/** Who asked for a run, as it is stored. */
export const isRunOrigin = kindsOf<RunOrigin>({
  message: {},
  at: { id: isText },
  cron: { id: isText },
  webhook: { id: isText },
  loop: { id: isText },
});

const isSessionChoice = kindsOf<SessionChoice>({
  fresh: {},
  resume: { token: isResumeToken },
  latest: { key: isText },
  after: { run: isText },
});

const isLoopProgress = objectOf<LoopProgress>({
  setAt: isNumber,
  iterations: isNumber,
  firstAt: orNull(isNumber),
  lastAt: orNull(isNumber),
});

const interpretation: FieldShapes<Interpretation> = {
  prompt: isText,
  place: isPlace,
  replyTo: orNull(isNumber),
  askedIn: optional(listOf(isNumber)),
  requestedBy: orNull(isNumber),
  engine: isText,
  model: orNull(isText),
  permissionMode: orNull(isText),
  effort: optional(orNull(isText)),
  verbosity: optional(orNull(oneOf('compact', 'verbose'))),
  settled: optional(oneOf(true)),
  context: orNull(isRunContext),
  session: isSessionChoice,
  keepUnder: orNull(isText),
  lane: optional(isText),
  attachments: isSavedFiles,
  missingFiles: optional(listOf(isText)),
  remark: optional(isText),
  outbox: optional(isFlag),
  loop: optional(objectOf<LoopOfRun>({ progress: isLoopProgress, firstPrompt: isText })),
};

/** What an intake asked for, as it is stored. */
export const isRunRequest = objectOf<RunRequest>({ ...interpretation, origin: isRunOrigin, rows: listOf(isNumber) });

/** A delayed run as it is stored. */
export const isDelayedRun = objectOf<DelayedRun>({ ...interpretation, written: isText, askedAt: optional(isNumber) });

/** A wake-up as it is stored. */
export const isLoop = objectOf<Loop>({
  loop: isText,
  request: isRunRequest,
  token: isResumeToken,
  time: kindsOf<WakeUpTime>({ cron: { schedule: isText, recurring: isFlag }, delay: { delayMs: isNumber } }),
  job: orNull(isText),
  prompt: isText,
  firstPrompt: isText,
  progress: isLoopProgress,
});
