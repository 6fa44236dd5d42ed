/** Why a template can't be filled in. */
export type TemplateProblem =
  /** A variable of the environment that it names can't be had; `allowed`: `security.env_extra_allow` lists it. */
  | { readonly kind: 'missing-variable'; readonly name: string; readonly allowed: boolean }
  /** With these values the URL would lead elsewhere than its template says. */
  | { readonly kind: 'unsafe-url'; readonly fault: UrlFault };

/** How a filled-in URL leads elsewhere than its template: to another host, out of a segment of its path, or over a gap in it. */
export type UrlFault = 'other-host' | 'dot-segment' | 'empty-segment';
