/** The variables that this program was started with. */
export interface Environment {
  /** `null` if it isn't set. */
  valueOf(name: string): string | null;
}
