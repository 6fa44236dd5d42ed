/** What the configuration says about the server for webhooks. */
export interface ServerSlice {
  readonly host: string;
  readonly port: number;
  /** Requests a minute, for each webhook and for all together. */
  readonly rateLimit: number;
  readonly maxBodyBytes: number;
}

/** A server that listens. */
export interface HttpApi {
  /** The port that it is bound to. */
  readonly port: number;
}
