import type { RunRequest } from '../../../domain/accepted/run-request.js';
import type { Engine } from '../../../domain/engine/engine.js';
import type { DispatchJob } from '../../../domain/run/run-dispatcher.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import type { Lease } from '../../hosting/instance.js';
import type { ChatBot } from '../../ports/chat/chat-bot.js';
import type { ProgressReporter } from './progress-reporter.js';

/** A planned run with what it holds on to until its end: the engine it began with and the bot that reports it. */
export interface RunJob extends DispatchJob {
  readonly plan: RunPlan;
  /** What was asked for, so that it can be offered again. */
  readonly request: RunRequest;
  readonly engine: Engine;
  /** Whatever is said through it stands for the run. */
  readonly bot: Lease<Pick<ChatBot, 'channel'>>;
  readonly progress: ProgressReporter;
}
