/** Where a value is not as it should be: the names that lead there, the outermost first. */
export type ShapeFault = string[];

/**
 * Whether a value that came from outside, such as parsed JSON, is of a type. What it says no to it adds the place of to
 * `fault`, where there is one. Fields that the type doesn't know are let pass.
 */
export type Shape<T> = (value: unknown, fault?: ShapeFault) => value is T;

/** A field that may be absent; there it is of the shape. */
export interface OptionalShape<T> {
  readonly optional: Shape<T>;
}

/** A shape for each field of an object, none forgotten. */
export type FieldShapes<T> = {
  readonly [Key in keyof T]-?: Record<never, never> extends Pick<T, Key>
    ? OptionalShape<Exclude<T[Key], undefined>>
    : Shape<T[Key]>;
};

/** Any text. */
export const isText: Shape<string> = (value): value is string => typeof value === 'string';

/** A number that is finite. */
export const isNumber: Shape<number> = (value): value is number => Number.isFinite(value);

/** `true` or `false`. */
export const isFlag: Shape<boolean> = (value): value is boolean => typeof value === 'boolean';

/** Anything but nothing: what was once kept there. */
export const isAnything: Shape<NonNullable<unknown>> = (value): value is NonNullable<unknown> => value != null;

/** An object of JSON, and no list. */
export const isJsonObject: Shape<Readonly<Record<string, unknown>>> = (
  value,
): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One of these words, numbers or flags. */
export function oneOf<const T extends string | number | boolean>(...values: readonly T[]): Shape<T> {
  return (value): value is T => values.some((one) => one === value);
}

/** One of the words of a union, none forgotten. */
export function wordOf<T extends string>(words: Readonly<Record<T, true>>): Shape<T> {
  return (value): value is T => typeof value === 'string' && Object.hasOwn(words, value);
}

/** `null`, or what else there may be. */
export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, fault): value is T | null => value === null || shape(value, fault);
}

/** A field that may be absent. */
export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { optional: shape };
}

/** A list whose items are all of the shape. */
export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, fault): value is readonly T[] =>
    Array.isArray(value) && value.every((item, index) => shape(item, fault) || blame(fault, `${index}`));
}

/** An object whose values are all of the shape, whatever they are called. */
export function tableOf<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, fault): value is Readonly<Record<string, T>> =>
    isJsonObject(value) && Object.entries(value).every(([name, one]) => shape(one, fault) || blame(fault, name));
}

/** An object with these fields. */
export function objectOf<T extends object>(fields: FieldShapes<T>): Shape<T> {
  const all = Object.entries<Shape<unknown> | OptionalShape<unknown>>(fields);
  return (value, fault): value is T =>
    isJsonObject(value) &&
    all.every(([name, field]) => {
      const one = value[name];
      const fits = typeof field === 'function' ? field(one, fault) : one === undefined || field.optional(one, fault);
      return fits || blame(fault, name);
    });
}

/** The fields of each kind of object beside the one that says which kind it is, none forgotten. */
export type KindShapes<T extends { readonly kind: string }> = {
  readonly [Kind in T['kind']]: FieldShapes<Omit<Extract<T, { readonly kind: Kind }>, 'kind'>>;
};

/** One of several kinds of object. */
export function kindsOf<T extends { readonly kind: string }>(kinds: KindShapes<T>): Shape<T> {
  const shapes = new Map(
    Object.entries<FieldShapes<object>>(kinds).map(([kind, fields]) => [kind, objectOf<object>(fields)] as const),
  );
  return (value, fault): value is T => {
    const kind = isJsonObject(value) ? value['kind'] : undefined;
    const shape = typeof kind === 'string' ? shapes.get(kind) : undefined;
    return shape === undefined ? blame(fault, 'kind') : shape(value, fault);
  };
}

/** Either of two; where it is neither, the second says why. */
export function either<A, B>(one: Shape<A>, other: Shape<B>): Shape<A | B> {
  return (value, fault): value is A | B => one(value) || other(value, fault);
}

function blame(fault: ShapeFault | undefined, name: string): false {
  fault?.unshift(name);
  return false;
}
