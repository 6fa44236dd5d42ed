/**
 * What Telegram makes tappable in any text, and what a tap on then does in the name of who taps: `/command`, `@name`, and
 * addresses that begin with somebody else's name (`https://bank.example@elsewhere.example`). As Telegram finds them:
 * https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp
 */
export const ORDERS =
  /(?<![\w/<>])\/\w{1,64}(?:@\w{3,32})?(?![\w/<>])|(?<!\w)@\w{2,32}(?!\w)|https?:\/\/[^\s/?#@]*@\S*/gi;
