/**
 * What is known of what was applied before: nothing; the state directory's record, or the copy apart from it; or that the
 * state directory's record is gone or says something else than the copy, as if somebody had changed it.
 */
export type EarlierRecord = 'none' | 'whole' | 'removed' | 'altered';
