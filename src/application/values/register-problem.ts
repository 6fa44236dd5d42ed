/** Why a repository was not registered as a project. */
export type RegisterProblem =
  | { readonly kind: 'no-repository'; readonly directory: string }
  | { readonly kind: 'bad-alias'; readonly alias: string }
  /** Another directory is called so. */
  | { readonly kind: 'alias-taken'; readonly alias: string; readonly path: string };
