import { endAtText } from './end-at-text.js';

// Loaded into the program before its own first line.
endAtText('the pill', 'perform-action');
