import type { InboundButton } from '../../../domain/chat/inbound.js';

/** Acts on the buttons whose data begins with `prefix`. */
export interface ButtonHandler {
  readonly prefix: string;
  /** Does what is meant and resolves with a short text for who pressed it, or `null`; `rest` is the data behind the prefix. */
  press(button: InboundButton, rest: string): Promise<string | null>;
}
