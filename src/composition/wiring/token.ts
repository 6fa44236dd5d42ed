import type { ContainerModuleLoadOptions, ServiceIdentifier } from 'inversify';

/** Names something that the container makes, together with its type. */
export type Token<T> = ServiceIdentifier<T> & symbol & { readonly __resolves?: T };

type Tokens<Needs extends readonly unknown[]> = { [Index in keyof Needs]: Token<Needs[Index]> };

/** A new name; the text is for error messages only. */
export function token<T>(name: string): Token<T> {
  return Symbol(name) as Token<T>;
}

/** Says how a singleton is made from others; swapped or missing needs don't compile. */
export function provide<T, Needs extends readonly unknown[]>(
  options: ContainerModuleLoadOptions,
  id: Token<T>,
  needs: readonly [...Tokens<Needs>],
  make: (...args: Needs) => T,
): void {
  options
    .bind<T>(id)
    .toResolvedValue((...args: unknown[]) => make(...(args as unknown as Needs)), [...needs] as ServiceIdentifier[])
    .inSingletonScope();
}

/** Binds something that exists already. */
export function supply<T>(options: ContainerModuleLoadOptions, id: Token<T>, value: T): void {
  options.bind<T>(id).toConstantValue(value);
}
