/** A place in a text that can be tapped. */
export interface OrderInText {
  readonly offset: number;
  readonly text: string;
}

const USER_IN_ADDRESS = String.raw`https?:\/\/[^\s/?#@]*@\S*`;
/** What is in these is a part of them. */
const ADDRESS = String.raw`(?<address>https?:\/\/[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?[/?#]\S*)`;
const COMMAND = String.raw`(?<![\w/<>])\/\w{1,64}(?:@\w{3,32})?(?![\w/<>])`;
const NAME = String.raw`(?<!\w)@\w{2,32}(?!\w)`;
const TAPPABLE = new RegExp([USER_IN_ADDRESS, ADDRESS, COMMAND, NAME].join('|'), 'gi');

/**
 * What Telegram makes tappable in any text, and what a tap then does in the name of who taps: `/command`, `@name`, and
 * addresses that begin with somebody else's name (`https://bank.example@elsewhere.example`). As Telegram finds them:
 * https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp
 */
export function ordersIn(text: string): readonly OrderInText[] {
  return Array.from(text.matchAll(TAPPABLE)).flatMap((found) =>
    found.groups?.['address'] === undefined ? [{ offset: found.index, text: found[0] }] : [],
  );
}
