import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import { firstConnected, type Opening } from './first-connected.js';
import type { Target } from './target.js';

/**
 * Connects to one of the addresses and to nothing else. For `https` the name that the certificate must be for stays the
 * host of the URL. When the signal is aborted so is the socket, whatever it is doing.
 */
export async function openSocket(target: Target, addresses: readonly string[], opening: Opening): Promise<Socket> {
  const { url, host } = target;
  const { signal } = opening;
  const encrypted = url.protocol === 'https:';
  const port = url.port === '' ? (encrypted ? 443 : 80) : Number(url.port);
  const begin = (address: string) => connect({ host: address, port, signal, noDelay: true });
  const socket = await firstConnected(addresses, begin, opening);
  return encrypted ? encryptedOver(socket, host, signal) : socket;
}

async function encryptedOver(socket: Socket, host: string, signal: AbortSignal): Promise<Socket> {
  const servername = isIP(host) === 0 ? host : '';
  const options = { socket, host, servername, ALPNProtocols: ['http/1.1'], rejectUnauthorized: true };
  const channel = secure(options);
  // Whoever waits for it is told otherwise.
  channel.on('error', () => {});
  await once(channel, 'secureConnect', { signal });
  return channel;
}
