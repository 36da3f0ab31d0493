import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What a process of ours says next. @throws when it ends instead */
export async function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`it ended ${how(child)}`));
    if (hasEnded(child)) return ended();
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}

/** Sends it away and waits until it has gone. One that went by itself is worth a word: what was measured then may be wrong. */
export async function end(child: ChildProcess, name: string): Promise<void> {
  if (hasEnded(child)) return console.error(`${name} had ended ${how(child)}`);
  const gone = once(child, 'exit');
  if (child.connected) child.disconnect();
  await gone;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function how({ exitCode, signalCode }: ChildProcess): string {
  return `with ${exitCode ?? signalCode}`;
}
