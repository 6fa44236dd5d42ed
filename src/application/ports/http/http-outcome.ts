/** What became of a request to the server, in one word; all that metrics and the log say of an answer. */
export type HttpOutcome =
  | 'accepted'
  | 'duplicate'
  | 'filtered'
  /** The sender asked whether the path is ours. */
  | 'challenge'
  /** A page about the program itself. */
  | 'page'
  | 'bad-request'
  | 'busy'
  | 'file-too-large'
  | 'forbidden'
  | 'incomplete-body'
  | 'internal-error'
  | 'invalid-form'
  | 'invalid-json'
  | 'invalid-multipart-body'
  | 'method-not-allowed'
  | 'not-found'
  | 'not-implemented'
  | 'not-stored'
  | 'payload-too-large'
  | 'rate-limited'
  | 'shutting-down'
  | 'unauthorized'
  | 'unsupported-charset'
  | 'unsupported-encoding';
