const open = new Set<AsyncDisposable>();

/** Remembers what must not outlive the bench, until it is forgotten. */
export function remember(thing: AsyncDisposable): void {
  open.add(thing);
}

/** It has been closed. */
export function forgetAbout(thing: AsyncDisposable): void {
  open.delete(thing);
}

/** Closes all that is remembered, where the bench itself is told to end. */
export async function closeAll(): Promise<void> {
  await Promise.allSettled([...open].map((thing) => thing[Symbol.asyncDispose]()));
}
