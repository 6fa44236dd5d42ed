/** The size of the largest file that bots may send, in bytes (https://core.telegram.org/bots/api#sending-files). */
export const LARGEST_SENT_BYTES = 50_000_000;
