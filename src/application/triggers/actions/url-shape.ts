import type { UrlFault } from '../../values/triggers/template-problem.js';

/**
 * Compares a filled-in URL with what its template gives for harmless values: same scheme and host, and as many segments, none of
 * which climbs (`.` and `..`, as the WHATWG URL Standard reads them, also between encoded slashes) or is gone. `null` if nothing is amiss.
 */
export function urlFault(filled: string, harmless: string): UrlFault | null {
  const [is, shouldBe] = [partsOf(filled), partsOf(harmless)];
  if (is.origin !== shouldBe.origin) return 'other-host';
  const changed = is.segments.map((segment, index) => ({ segment, index })).filter(differsFrom(shouldBe.segments));
  if (changed.some(({ segment }) => segment.split(SLASHES).some(isDots))) return 'dot-segment';
  const last = is.segments.length - 1;
  return changed.some(({ segment, index }) => segment === '' && index < last) ? 'empty-segment' : null;
}

function partsOf(url: string): { readonly origin: string; readonly segments: readonly string[] } {
  const [, origin = '', path = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(url.trimStart()) ?? [];
  return { origin, segments: path.split('/') };
}

function differsFrom(segments: readonly string[]) {
  return ({ segment, index }: { readonly segment: string; readonly index: number }) => segment !== segments[index];
}

/** Encoded, they divide no segments here; many a server decodes them first and climbs then. */
const SLASHES = /%2f|%5c/i;

function isDots(segment: string): boolean {
  return /^\.{1,2}$/.test(segment.replaceAll(/%2e/gi, '.'));
}
