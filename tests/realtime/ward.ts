import { startLiveNode, type LiveNode, type NodeSettings } from './live-node.ts';
import { dial, openScreen, type Line, type Screen } from './screen.ts';
import type { PaperClinic } from './paper-clinic.ts';

/** Everything one test opens, closed after it in reverse. */
export function openWard() {
  const nodes: LiveNode[] = [];
  const screens: Screen[] = [];
  const lines: Line[] = [];

  return {
    async node(clinics: PaperClinic | readonly PaperClinic[], settings?: NodeSettings): Promise<LiveNode> {
      const node = await startLiveNode(clinics, settings);
      nodes.push(node);
      return node;
    },
    async screen(node: { url: string }, clinic: PaperClinic, token: string): Promise<Screen> {
      const screen = await openScreen(node, clinic, token);
      screens.push(screen);
      return screen;
    },
    dial(node: { url: string }, clinic: { slug: string }, token: unknown): Line {
      const line = dial(node.url, clinic, token);
      lines.push(line);
      return line;
    },
    async close(): Promise<void> {
      for (const screen of screens.splice(0)) screen.close();
      for (const line of lines.splice(0)) line.disconnect();
      await Promise.all(nodes.splice(0).map((node) => node.stop()));
    },
  };
}
