import type { IncomingMessage } from 'node:http';
import type { Client } from '../server/client-address.js';

/** A request for a path that may be a webhook's. */
export interface DeliveryRequest {
  /** Decoded. */
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly client: Client;
  readonly message: IncomingMessage;
}
