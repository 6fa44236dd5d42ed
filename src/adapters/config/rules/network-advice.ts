import { parseIpRange } from '../../../domain/ip-address.js';
import { type Fault, faultAt } from '../faults/fault.js';
import type { ConfigDto } from '../schema/config-dto.js';
import type { Path } from '../toml/tree.js';

/** The widest ranges that one network has: 10.0.0.0/8 and fc00::/7. */
const WIDEST = { v4: 8, v6: 7 } as const;

/** The longest that a signed request needs to arrive, in seconds. */
const LONGEST_TOLERANCE_S = 3_600;

/** What is open to nearly everybody, or for nearly ever, although it may not be meant so. */
export function networkAdvice({ triggers, security, transports: { telegram } }: ConfigDto): readonly Fault[] {
  return [
    ...wide(['triggers', 'server', 'trusted_proxies'], triggers.server.trusted_proxies, (range) => ({
      message: `"${range}" covers nearly every address, so that anybody can claim to be anybody else.`,
      hint: 'Name the addresses of your proxies only.',
    })),
    ...wide(['security', 'outbound_allow'], security.outbound_allow, (range) => ({
      message: `"${range}" covers nearly every address, private ones included.`,
      hint: 'Name the private addresses that triggers may reach only; public ones need no entry.',
    })),
    ...wide(
      ['transports', 'telegram', 'voice_transcription_url_allowlist'],
      telegram.voice_transcription_url_allowlist,
      (range) => ({
        message: `"${range}" covers nearly every address, private ones included.`,
        hint: 'Name the private address of your server only; a public one needs no entry.',
      }),
    ),
    ...triggers.webhooks.flatMap(({ tolerance_s }, index) => {
      if (!(tolerance_s > LONGEST_TOLERANCE_S)) return [];
      const path = ['triggers', 'webhooks', index, 'tolerance_s'];
      const message = `A signed request is good for ${spanText(tolerance_s)} to whoever captured it.`;
      return [faultAt(path, message, 'Write 300 (five minutes), and set the clocks where that is too short.')];
    }),
  ];
}

function wide(
  path: Path,
  ranges: readonly string[],
  text: (range: string) => { readonly message: string; readonly hint: string },
): readonly Fault[] {
  if (!Array.isArray(ranges)) return [];
  return ranges.flatMap((range: string, index) =>
    isWide(range) ? [{ path: [...path, index], at: 'value' as const, ...text(range) }] : [],
  );
}

function isWide(text: string): boolean {
  const range = parseIpRange(text);
  return range !== null && range.prefix < (range.first.version === 4 ? WIDEST.v4 : WIDEST.v6);
}

function spanText(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  return days < 2 ? `${Math.floor(seconds / 3_600)} hours` : `${days} days`;
}
