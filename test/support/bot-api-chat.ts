import { TestApp, TestWorld } from './app.js';
import type { ConfigChange } from './builders/app-config.js';
import type { LoggedMessage } from './telegram-server/chat-log.js';
import { TelegramServer, type WriteOptions } from './telegram-server/telegram-server.js';

const TOKEN = '4000:fake';
/** The id of the bot. */
export const BOT_ID = 4_000;

const open: BotApiChat[] = [];

/** The application behind the strict Bot API, in which people write and press. */
export class BotApiChat {
  readonly server: TelegramServer;
  readonly world: TestWorld;
  app: TestApp;

  private constructor(server: TelegramServer, app: TestApp) {
    this.server = server;
    this.app = app;
    this.world = app.world;
  }

  static async start(
    change: ConfigChange,
    prepare: (server: TelegramServer) => void = () => undefined,
    world = new TestWorld(),
  ): Promise<BotApiChat> {
    const server = new TelegramServer({ now: () => world.time.now() });
    server.addBot(TOKEN, { username: 'test_bot' });
    server.addUser(7, 'Ada');
    server.addUser(8, 'Bob');
    server.addChat(7);
    prepare(server);
    world.botApi = server.fetch;
    const chat = new BotApiChat(server, await TestApp.start(change, world));
    open.push(chat);
    await chat.pass(1_000);
    return chat;
  }

  /** Ends all that were started; they wait for updates otherwise. */
  static async closeAll(): Promise<void> {
    for (const chat of open.splice(0)) await chat.stop();
  }

  /** Ends the application as SIGTERM does; what it waits for meanwhile comes. */
  async stop(): Promise<void> {
    let isOver = false;
    const stopping = this.app.stop().finally(() => {
      isOver = true;
    });
    for (let waits = 0; !isOver && waits < 600; waits++) await this.pass(1_000);
    await stopping;
  }

  /** Starts it once more over what survived. */
  async restart(change: ConfigChange): Promise<void> {
    await this.stop();
    this.app = await TestApp.start(change, this.world);
    await this.pass(1_000);
  }

  /** Lets time pass, and what was sent arrive. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 100) {
      await this.world.time.advance(100);
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
  }

  /** A person writes, and all follows from it. */
  async write(chatId: number, text: string, options: WriteOptions & { readonly from?: number } = {}) {
    const { from = 7, ...rest } = options;
    const message = this.server.sendText(chatId, from, text, rest);
    await this.pass(2_000);
    return message;
  }

  /** Telegram tells of anything in a chat that no person wrote. */
  async tell(chatId: number, members: Readonly<Record<string, unknown>>): Promise<void> {
    const chat = this.server.wireChat(chatId);
    const message = { message_id: this.server.chat(chatId).skipId(), date: this.world.time.now() / 1_000, chat };
    this.server.push(TOKEN, { message: { ...message, ...members } });
    await this.pass(2_000);
  }

  /** A person presses the button whose label has the text; resolves with what it showed them. */
  async press(message: LoggedMessage, label: string, userId = 7): Promise<string | null | undefined> {
    const button = message.now.buttons.flat().find(({ text }) => text.includes(label));
    if (button === undefined) throw new Error(`no button ${label}`);
    const id = this.server.press(message.chatId, message.messageId, button.data, userId);
    await this.pass(2_000);
    return this.server.bot(TOKEN).answeredButtons.get(id);
  }

  /** The bot's messages that are there, oldest first. */
  said(chatId: number): readonly LoggedMessage[] {
    return this.server.chat(chatId).visible.filter(({ fromBot }) => fromBot);
  }

  /** The last of them that says this. */
  last(chatId: number, words: string): LoggedMessage {
    const found = this.said(chatId).findLast(({ now }) => now.text.includes(words));
    if (found === undefined) throw new Error(`nobody said ${words}`);
    return found;
  }

  /** What the agents were asked, in order. */
  get prompts(): readonly string[] {
    return this.world.engine.orders.map(({ prompt }) => prompt);
  }
}
