/** What the configuration says about the server for webhooks, `/health` and `/metrics`. */
export interface ServerSlice {
  readonly host: string;
  readonly port: number;
  /** Requests a minute, for each webhook. */
  readonly rateLimit: number;
  readonly maxBodyBytes: number;
  /** Whether there is `/metrics`. */
  readonly metrics: boolean;
  /** Whether it is for others than programs on this machine, too. */
  readonly metricsPublic: boolean;
  /** Addresses and ranges whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Failed authentications that are answered as such, for each client and webhook. */
  readonly authFailuresPerMinute: number;
}

/** A server that listens. */
export interface HttpApi {
  /** The port that it is bound to. */
  readonly port: number;
}
