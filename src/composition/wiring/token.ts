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

/** The tokens of what a bag of tools holds, by its names. */
export type TokensOf<Bag> = { readonly [Name in keyof Bag]: Token<Bag[Name]> };

/** Says that a singleton is a class over a bag of tools; what is missing or another thing doesn't compile. */
export function build<T, Bag extends object>(
  options: ContainerModuleLoadOptions,
  id: Token<T>,
  made: new (tools: Bag) => T,
  needs: TokensOf<Bag>,
): void {
  const [names, tokens] = [Object.keys(needs), Object.values(needs)];
  const bagOf = (values: readonly unknown[]) =>
    Object.fromEntries(names.map((name, index) => [name, values[index]])) as Bag;
  options
    .bind<T>(id)
    .toResolvedValue((...values: unknown[]) => new made(bagOf(values)), tokens as ServiceIdentifier[])
    .inSingletonScope();
}

/** Picks some of the tokens, for a bag that calls its tools as they are called. */
export function pick<All extends object, Names extends readonly (keyof All)[]>(
  all: All,
  ...names: Names
): Pick<All, Names[number]> {
  return Object.fromEntries(names.map((name) => [name, all[name]])) as Pick<All, Names[number]>;
}

/** Binds something that exists already. */
export function supply<T>(options: ContainerModuleLoadOptions, id: Token<T>, value: T): void {
  options.bind<T>(id).toConstantValue(value);
}
