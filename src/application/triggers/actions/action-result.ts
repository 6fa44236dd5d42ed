/** What came of an action, in plain sentences. */
export interface ActionResult {
  readonly ok: boolean;
  readonly text: string;
}
