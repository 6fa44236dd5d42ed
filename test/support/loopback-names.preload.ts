import { answerOnlyLoopback } from './loopback-names.js';

/** Loaded into the program before its own first line: it can't ask a name server for anything. */
answerOnlyLoopback();
