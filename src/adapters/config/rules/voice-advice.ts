import { isIP } from 'node:net';
import { isWithin } from '../../../domain/ip-address.js';
import { type Fault, faultAt } from '../faults/fault.js';
import type { ConfigDto } from '../schema/config-dto.js';

/** What begins an address that nobody else can reach (RFC 1918, RFC 6890, RFC 4193, RFC 4291). */
const PRIVATE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
];

/** What is set for voice messages and can't have the effect that is meant. */
export function voiceAdvice({ transports: { telegram } }: ConfigDto): readonly Fault[] {
  const { voice_transcription_base_url: base, voice_transcription_command: command } = telegram;
  if (typeof base !== 'string') return [];
  const path = ['transports', 'telegram', 'voice_transcription_base_url'];
  if (Array.isArray(command) && command.length > 0) {
    const message = 'No server is asked, because voice_transcription_command names a program.';
    return [faultAt(path, message, 'Delete one of the two keys.')];
  }
  const host = URL.parse(base)?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const address = host === 'localhost' ? '127.0.0.1' : host;
  const allowed = telegram.voice_transcription_url_allowlist;
  if (isIP(address) === 0 || !Array.isArray(allowed)) return [];
  if (!isWithin(address, PRIVATE) || isWithin(address, allowed)) return [];
  const message = `${address} is not a public address, so that the server is not reached.`;
  return [faultAt(path, message, `Add "${address}" to voice_transcription_url_allowlist.`)];
}
