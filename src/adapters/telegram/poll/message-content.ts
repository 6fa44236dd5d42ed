import type { Attachment } from '../../../domain/chat/inbound.js';
import type { Fields } from './fields.js';

/**
 * Members of a message that are its content, and what we call them (https://core.telegram.org/bots/api#message). A venue
 * has a `location` too, an animation a `document`, paid media a `photo` in some clients: the first match counts.
 */
const CONTENT: readonly (readonly [member: string, attachment: Attachment])[] = [
  ['venue', 'venue'],
  ['location', 'location'],
  ['animation', 'animation'],
  ['paid_media', 'paid-media'],
  ['story', 'story'],
  ['voice', 'voice'],
  ['document', 'document'],
  ['photo', 'photo'],
  ['video', 'video'],
  ['video_note', 'video-note'],
  ['audio', 'audio'],
  ['sticker', 'sticker'],
  ['checklist', 'checklist'],
  ['contact', 'contact'],
  ['dice', 'dice'],
  ['game', 'game'],
  ['poll', 'poll'],
  ['invoice', 'invoice'],
  ['giveaway', 'giveaway'],
  ['giveaway_winners', 'giveaway'],
  ['gift', 'gift'],
  ['unique_gift', 'gift'],
];

/** Members of messages that Telegram itself writes into a chat: nobody said anything. */
const SERVICE: ReadonlySet<string> = new Set(
  `new_chat_members new_chat_member new_chat_participant left_chat_member left_chat_participant new_chat_title
  new_chat_photo delete_chat_photo group_chat_created supergroup_chat_created channel_chat_created
  message_auto_delete_timer_changed migrate_to_chat_id migrate_from_chat_id pinned_message successful_payment
  refunded_payment users_shared user_shared chat_shared gift_upgrade_sent connected_website
  write_access_allowed passport_data proximity_alert_triggered boost_added chat_background_set checklist_tasks_done
  checklist_tasks_added direct_message_price_changed forum_topic_created forum_topic_edited forum_topic_closed
  forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden giveaway_created giveaway_completed
  paid_message_price_changed suggested_post_approved suggested_post_approval_failed suggested_post_declined
  suggested_post_paid suggested_post_refunded video_chat_scheduled video_chat_started video_chat_ended
  video_chat_participants_invited voice_chat_scheduled voice_chat_started voice_chat_ended
  voice_chat_participants_invited web_app_data chat_owner_left chat_owner_changed`.split(/\s+/),
);

/**
 * What a message carries beside its text; `null` for nothing. A message without text says something nevertheless, also if
 * this version has no name for it; of one with a text, members that are not known here are taken for metadata.
 */
export function attachmentOf(message: Fields): Attachment | null {
  return attachmentIn(message) ?? (message['text'] ? null : 'other');
}

/** The content of a kind that is known here. */
export function attachmentIn(message: Fields): Attachment | null {
  return CONTENT.find(([member]) => isThere(message[member]))?.[1] ?? null;
}

/** Whether Telegram itself wrote the message, to say that something happened in the chat. */
export function isService(message: Fields): boolean {
  return Object.keys(message).some((member) => SERVICE.has(member) && isThere(message[member]));
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
