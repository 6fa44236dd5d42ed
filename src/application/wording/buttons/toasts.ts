/** The short texts that answer the press of a button. */
export const TOASTS = {
  noEffect: 'This button has no effect any more',
  failed: 'Something went wrong',
  cancelRun: {
    stopping: 'Stopping…',
    dropped: 'Dropped from the queue',
    nothing: 'Nothing is running here any more',
  },
  askAgain: { done: 'You are asked again from now on', already: 'You are asked already' },
  request: { stale: 'Nobody waits for that any more' },
  waiting: {
    shown: 'It is shown below',
    denied: 'Denied',
    nothing: 'Nothing waits for you here any more',
    elsewhere: 'It is asked in another chat',
  },
  moved: { written: 'Written', already: 'The file has the new id already' },
  question: { taken: 'OK', already: 'That was decided already' },
  offer: { started: 'Started', already: 'It was started already', tooLongAgo: 'That is too long ago; send it again.' },
  missed: { noSuchCron: 'It is no longer in the configuration.' },
  held: {
    applied: 'Applied',
    notApplied: 'It could not be applied',
    rejected: 'Rejected',
    stale: 'That is not what waits any more',
  },
  more: { gone: 'They are not kept any more' },
  takeBack: { done: 'Done' },
  delayed: { cancelled: 'Cancelled', notWaiting: 'It is no longer scheduled' },
  loop: { ended: 'Ended', notWaiting: 'It does not wait any more' },
  login: { calledOff: 'Called off', nothing: 'Nothing is under way any more' },
  threads: { archived: 'Archived', noSuch: 'There is no such thread' },
  choice: {
    chosen: 'Chosen',
    byDefault: 'Back to the default',
    gone: (value: string) => `${value} can’t be chosen any more`,
  },
} as const;
