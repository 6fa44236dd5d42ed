import type { ChatFacts } from './chat-facts.js';
import type { ConfigFacts } from './config-facts.js';
import type { ProgramFacts } from './program-facts.js';
import type { RunFacts } from './run-facts.js';
import type { TelegramFacts } from './telegram-facts.js';
import type { TriggerFacts } from './trigger-facts.js';
import type { WorkFacts } from './work-facts.js';

/** Everything that may be recorded, by name, with its data; `null` for none. */
export type Facts = ProgramFacts & WorkFacts & ChatFacts & TelegramFacts & RunFacts & TriggerFacts & ConfigFacts;

/** How much a fact matters. */
export type FactLevel = 'debug' | 'info' | 'warn' | 'error';

/** Something that happened, of one name or of any. Message texts, prompts and secrets never go in. */
export type Fact<Name extends keyof Facts = keyof Facts> = {
  readonly [Each in Name]: {
    readonly name: Each;
    readonly level: FactLevel;
    /** The error behind it, if any. */
    readonly cause?: unknown;
  } & (Facts[Each] extends null ? { readonly data?: never } : { readonly data: Readonly<Facts[Each]> });
}[Name];
