import type { Handling } from '../../../application/ports/chat/chat-channel.js';

/** Does something that ends at once, so that whoever is concerned knows from when to when. */
export function handled<T>(handling: Handling | undefined, act: () => T): T {
  const end = handling?.();
  try {
    return act();
  } finally {
    end?.();
  }
}

/** One handling for all that are concerned. */
export function handledTogether(handlings: readonly (Handling | undefined)[]): Handling {
  return () => {
    const ends = handlings.map((handling) => handling?.());
    return () => {
      for (const end of ends) end?.();
    };
  };
}
