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
  make: (...args: Needs) => NoInfer<T>,
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
  made: new (tools: Bag) => NoInfer<T>,
  needs: TokensOf<Bag>,
): void {
  provideFrom<T, Bag>(options, id, (tools) => new made(tools), needs);
}

/** The same for what a function makes of a bag of tools. */
export function provideFrom<T, Bag extends object>(
  options: ContainerModuleLoadOptions,
  id: Token<T>,
  make: (tools: Bag) => NoInfer<T>,
  needs: TokensOf<Bag>,
): void {
  options
    .bind<T>(id)
    .toResolvedValue(
      (...values: unknown[]) => make(bagOf<Bag>(needs, values)),
      Object.values(needs) as ServiceIdentifier[],
    )
    .inSingletonScope();
}

/** Says that a singleton is a class over what stands behind these tokens, in the order of its constructor. */
export function construct<T, Needs extends readonly unknown[]>(
  options: ContainerModuleLoadOptions,
  id: Token<T>,
  made: new (...needs: Needs) => NoInfer<T>,
  ...needs: Tokens<Needs>
): void {
  options
    .bind<T>(id)
    .toResolvedValue((...values: unknown[]) => new made(...(values as unknown as Needs)), [
      ...needs,
    ] as ServiceIdentifier[])
    .inSingletonScope();
}

/** How something of a list is made from others: one thing, or several in a row. */
export interface Recipe<T> {
  readonly needs: readonly Token<unknown>[];
  make(needs: readonly unknown[]): T | readonly T[];
}

/** Made by a function of what stands behind these tokens; swapped or missing ones don't compile. */
export function by<T, Needs extends readonly unknown[]>(
  make: (...needs: Needs) => T | readonly T[],
  ...needs: Tokens<Needs>
): Recipe<T> {
  return { needs: [...needs] as Token<unknown>[], make: (values) => make(...(values as unknown as Needs)) };
}

/** A class over what stands behind these tokens. */
export function of<T, Needs extends readonly unknown[]>(
  made: new (...needs: Needs) => T,
  ...needs: Tokens<Needs>
): Recipe<T> {
  return by<T, Needs>((...values) => new made(...values), ...needs);
}

/** A class over a bag of tools. */
export function over<T, Bag extends object>(made: new (tools: Bag) => T, needs: TokensOf<Bag>): Recipe<T> {
  return { needs: Object.values(needs) as Token<unknown>[], make: (values) => new made(bagOf<Bag>(needs, values)) };
}

/** Says that a list is made by these recipes, in their order. */
export function collect<T>(
  options: ContainerModuleLoadOptions,
  id: Token<readonly T[]>,
  recipes: readonly Recipe<NoInfer<T>>[],
): void {
  const make = (...values: unknown[]): readonly T[] => {
    const left = [...values];
    return recipes.flatMap((recipe) => recipe.make(left.splice(0, recipe.needs.length)));
  };
  const needs = recipes.flatMap((recipe) => recipe.needs) as ServiceIdentifier[];
  options.bind<readonly T[]>(id).toResolvedValue(make, needs).inSingletonScope();
}

function bagOf<Bag extends object>(needs: TokensOf<Bag>, values: readonly unknown[]): Bag {
  return Object.fromEntries(Object.keys(needs).map((name, index) => [name, values[index]])) as Bag;
}

/** Picks some of the tokens, for a bag that calls its tools as they are called. */
export function pick<All extends object, Names extends readonly (keyof All)[]>(
  all: All,
  ...names: Names
): Pick<All, Names[number]> {
  return Object.fromEntries(names.map((name) => [name, all[name]])) as Pick<All, Names[number]>;
}

/** Binds something that exists already. */
export function supply<T>(options: ContainerModuleLoadOptions, id: Token<T>, value: NoInfer<T>): void {
  options.bind<T>(id).toConstantValue(value);
}
