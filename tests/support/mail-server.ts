import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export type MailServer = {
  /** For SMTP_URL. */
  url: string;
  /** Whole messages as they came, headers and all. */
  received: { to: string[]; from: string; message: string }[];
  /** What it does with the next ones: `takes` them, `refuses` the recipient in words that name it, or says nothing (`silent`). */
  manner: 'takes' | 'refuses' | 'silent';
  close(): Promise<void>;
};

/** As much of a mail server as is needed to be handed letters on this machine: no TLS, no sign-in, no delivery. */
export async function openMailServer(): Promise<MailServer> {
  const open = new Set<Socket>();
  const received: MailServer['received'] = [];
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    talk(socket);
  });

  function talk(socket: Socket): void {
    if (mailServer.manner === 'silent') return;
    const say = (line: string) => socket.write(`${line}\r\n`);
    let letter = { to: [] as string[], from: '', message: '' };
    let inData = false;
    let unread = '';
    say('220 test');
    socket.setEncoding('utf8').on('data', (text: string) => {
      unread += text;
      const lines = unread.split('\r\n');
      unread = lines.pop() ?? '';
      for (const line of lines) {
        if (inData) {
          if (line !== '.') letter.message += `${line.replace(/^\.\./, '.')}\n`;
          else {
            inData = false;
            received.push(letter);
            letter = { to: [], from: '', message: '' };
            say('250 taken');
          }
        } else answer(line);
      }
    });

    function answer(line: string): void {
      const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
      if (/^(EHLO|HELO)/i.test(line)) say('250 test');
      else if (/^MAIL FROM/i.test(line)) {
        letter.from = address;
        say('250 yes');
      } else if (/^RCPT TO/i.test(line)) {
        if (mailServer.manner === 'refuses') return void say(`550 <${address}> does not live here`);
        letter.to.push(address);
        say('250 yes');
      } else if (/^DATA/i.test(line)) {
        inData = true;
        say('354 go on');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('250 yes');
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a server that listens on TCP
  const mailServer: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    received,
    manner: 'takes',
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return mailServer;
}

/** The text of a letter, whichever way it was encoded for the journey. */
export function textOf(message: string): string {
  const [head = '', ...rest] = message.split('\n\n');
  const body = rest.join('\n\n');
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** What a letter consists of: the kind of each part, and what is in it. */
export function partsOf(message: string): { type: string; content: string }[] {
  const [head = '', ...rest] = message.split('\n\n');
  const headers = head.replace(/\n[ \t]+/g, ' ');
  const type = /^content-type: ([^\n]*)/im.exec(headers)?.[1] ?? 'text/plain';
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1];
  if (boundary === undefined) return [{ type, content: textOf(message) }];
  const parts = rest.join('\n\n').split(`--${boundary}`).slice(1, -1);
  return parts.flatMap((part) => partsOf(part.replace(/^\n/, '')));
}

/** A header, without the folds and words in code that a long or foreign one has on the way. */
export function headerOf(message: string, name: string): string | null {
  const [head = ''] = message.split('\n\n');
  const line = new RegExp(`^${name}: ([^\\n]*)`, 'im').exec(head.replace(/\n[ \t]+/g, ' '))?.[1];
  if (line === undefined) return null;
  return line
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, bytes: string) => Buffer.from(bytes, 'base64').toString())
    .replace(/(?:=\?UTF-8\?Q\?[^?]*\?=)+/gi, (words) =>
      Buffer.from(
        words
          .replace(/=\?UTF-8\?Q\?|\?=/gi, '')
          .replace(/_/g, ' ')
          .replace(/=([0-9A-F]{2})/g, (__, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString(),
    );
}
