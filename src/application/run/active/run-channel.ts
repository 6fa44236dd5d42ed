import type { RunId } from '../../../domain/ids.js';
import type { ChatChannel } from '../../ports/chat/chat-channel.js';

/** The chats as one run writes to them: whatever it says stands for the run. */
export function runChannel(channel: ChatChannel, run: RunId): ChatChannel {
  const about = { kind: 'run', run } as const;
  return {
    open: (place, replyTo, view) => channel.open(place, replyTo, view),
    callOff: (place, id) => channel.callOff(place, id),
    update: (message, view) => channel.update(message, view),
    conclude: (message, view) => channel.conclude(message, view),
    settle: (order, progress) => channel.settle(order, progress),
    sendFiles: (order, subject, progress) => channel.sendFiles(order, subject ?? about, progress),
    say: (place, content, options) => channel.say(place, content, { about, ...options }),
    notice: (order) => channel.notice({ about, ...order }),
    strip: (message, copies) => channel.strip(message, copies),
    edit: (message, content, buttons, options) => channel.edit(message, content, buttons, { about, ...options }),
    react: (message, receipt) => channel.react(message, receipt),
    answerButton: (buttonId, toast) => channel.answerButton(buttonId, toast),
    isAdministrator: (chatId, userId) => channel.isAdministrator(chatId, userId),
    setMenu: (commands) => channel.setMenu(commands),
  };
}
