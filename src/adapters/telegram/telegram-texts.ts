import type { ChatTexts } from './text/chat-texts.js';
import { joinNotices } from './text/join-notices.js';
import { renderFinal } from './text/run/final-view.js';
import { renderProgress } from './text/run/progress-view.js';
import { noticeFile, renderContent, renderNotice } from './text/run/render-content.js';

/** The words that people see. */
export const telegramTexts: ChatTexts = {
  progress: renderProgress,
  final: renderFinal,
  content: renderContent,
  notice: renderNotice,
  rest: noticeFile,
  joined: joinNotices,
};
