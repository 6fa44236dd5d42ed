import type { ChatTexts } from './chat-texts.js';
import { renderFinal } from './text/final-view.js';
import { joinNotices } from './text/join-notices.js';
import { renderProgress } from './text/progress-view.js';
import { renderContent, renderNotice } from './text/render-content.js';

/** The words that people see. */
export const telegramTexts: ChatTexts = {
  progress: renderProgress,
  final: renderFinal,
  content: renderContent,
  notice: renderNotice,
  joined: joinNotices,
};
