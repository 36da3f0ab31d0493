import { Server, Socket } from 'node:net';
import LeakEnvironment from './leak-environment.ts';

const real = { connect: Socket.prototype.connect, listen: Server.prototype.listen };

/** A fast test talks to nobody. Files that follow in the same worker may, so the real functions come back. */
export default class OfflineEnvironment extends LeakEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    Socket.prototype.connect = refuse;
    Server.prototype.listen = refuse;
  }

  override async teardown(): Promise<void> {
    Socket.prototype.connect = real.connect;
    Server.prototype.listen = real.listen;
    await super.teardown();
  }
}

function refuse(): never {
  throw new Error('a fast test opens no sockets: name the file *.live.test.ts');
}
