import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import type { Result } from '../../../domain/result.js';

/** A form with one file, as `multipart/form-data` (RFC 7578); its content type is that of the request. */
export interface MultipartForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: {
    readonly field: string;
    readonly name: string;
    readonly mime: string;
    readonly bytes: Uint8Array;
  };
}

/** A request that is made of a server somewhere. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** `http` or `https`. A user name and password in it are sent as basic authentication, unless a header says otherwise. */
  readonly url: string;
  /** `accept-encoding` is always `identity`; those that say how the request is carried are refused. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | MultipartForm | null;
  /** For everything together, from the look-up of the host to the last byte of the answer. */
  readonly timeoutMs: number;
  /**
   * The longest body of an answer that is taken; of a longer one no more than that is read. `null`: nobody wants the body,
   * it is not read and stays empty.
   */
  readonly maxBytes: number | null;
  /** Addresses and ranges (`10.0.0.0/8`) that may be reached although they are not public. */
  readonly allow: readonly string[];
}

/** What a server answered, whatever the status; a redirect is an answer like any other and is never followed. */
export interface OutboundResponse {
  readonly status: number;
  /** By their names in lower case; several of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent, also where the server compressed it although it was asked not to. */
  readonly body: Uint8Array;
}

/** Why there is no answer. Nothing of the URL but its scheme and host is in it, since the rest may be secret. */
export type OutboundProblem =
  | { readonly kind: 'bad-url' }
  | { readonly kind: 'unsupported-scheme'; readonly scheme: string }
  /** `name` and `value` can't be written in a request; `own` is for the carrier to write; `twice`: in different cases. */
  | { readonly kind: 'bad-header'; readonly name: string; readonly why: 'name' | 'value' | 'own' | 'twice' }
  /** `code`: getaddrinfo's, as Node names it (`ENOTFOUND`, `EAI_AGAIN`, …). */
  | { readonly kind: 'unresolved'; readonly host: string; readonly code: string }
  /** `address`: the one that is neither public nor allowed; for an IPv4 address within an IPv6 address, the former. */
  | { readonly kind: 'forbidden-address'; readonly host: string; readonly address: string }
  /** `code`: of the connection, TLS or HTTP, as Node names it (`ECONNREFUSED`, `CERT_HAS_EXPIRED`, …). */
  | { readonly kind: 'connection-failed'; readonly host: string; readonly code: string }
  | { readonly kind: 'timeout'; readonly host: string; readonly timeoutMs: number }
  | { readonly kind: 'too-large'; readonly host: string; readonly maxBytes: number }
  | { readonly kind: 'aborted' };

/** The way out to servers that the configuration names, which leads to public addresses and to those that are allowed. */
export interface Outbound {
  /**
   * Makes the request once, over a connection of its own. Nothing is connected to unless every address of the host is
   * public or allowed.
   */
  send(request: OutboundRequest, stop: StopSignal): Promise<Result<OutboundResponse, OutboundProblem>>;
}
