import type { GoodReading } from '../../../application/ports/config/config-source.js';

type Worded = 'warnings' | 'settings';

/** What a reading says, and how to find out what takes longer to say. */
type Wording = Omit<GoodReading, 'ok' | Worded> & { readonly [Part in Worded]: () => GoodReading[Part] };

/** A reading of which the parts for people are worded when somebody wants to know them: after it is live. */
export function lazyReading({ warnings, settings, ...rest }: Wording): GoodReading {
  const [wording, written] = [once(warnings), once(settings)];
  return {
    ok: true,
    ...rest,
    get warnings() {
      return wording();
    },
    get settings() {
      return written();
    },
  };
}

/** What `make` needs is let go as soon as it was asked. */
function once<T>(make: () => T): () => T {
  let pending: (() => T) | null = make;
  let made: T | null = null;
  return () => {
    if (pending !== null) made = pending();
    pending = null;
    return made as T;
  };
}
