/** The host that a URL names, with its port: all of it that may be shown, since the rest may carry secrets. */
export function urlHost(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url)?.[1] ?? '';
}
