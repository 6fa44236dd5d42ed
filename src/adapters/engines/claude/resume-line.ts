import { resumeLines } from '../stream/resume-lines.js';

/** `claude --resume ID`, also written `claude -r ID`. */
export const claudeResumeLines = resumeLines('claude --resume', 'claude\\s+(?:--resume|-r)');
