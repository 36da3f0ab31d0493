import type { Limits } from '../../realtime/limits.ts';
import { eventually } from '../support/eventually.ts';
import type { LiveNode } from './live-node.ts';
import type { PaperClinic, PaperQueue } from './paper-clinic.ts';
import type { Screen } from './screen.ts';
import type { openWard } from './ward.ts';

/** One screen of each audience. */
export type Screens = { staff: Screen; phone: Screen };

/** Where the command ran, and where it did not: one screen of each audience on both. */
export async function openTwoNodes(
  ward: ReturnType<typeof openWard>,
  clinic: PaperClinic,
  queue: PaperQueue,
  {
    redisUrl,
    limits = {},
    limitsThere = limits,
  }: { redisUrl: string; limits?: Partial<Limits>; limitsThere?: Partial<Limits> },
) {
  const [here, there] = await Promise.all([
    ward.node(clinic, { redisUrl, limits }),
    ward.node(clinic, { redisUrl, limits: limitsThere }),
  ]);
  const open = async (node: LiveNode): Promise<Screens> => {
    const staff = await ward.screen(node, clinic, clinic.staff());
    const phone = await ward.screen(node, clinic, clinic.patient(queue));
    await Promise.all([staff.watch(queue.id), phone.watch(queue.id)]);
    return { staff, phone };
  };
  return { here, there, screensHere: await open(here), screensThere: await open(there) };
}

/** @returns after how many milliseconds */
export async function allShow(queue: PaperQueue, screens: Screens, within: number): Promise<number> {
  const began = performance.now();
  const { version } = queue.board('public');
  const reached = () => [screens.staff, screens.phone].map((screen) => screen.board(queue.id)?.version);
  await eventually(() => expect(reached()).toEqual([version, version]), { within, every: 2 });
  const took = performance.now() - began;
  expect(screens.staff.board(queue.id)).toEqual(queue.board('staff'));
  expect(screens.phone.board(queue.id)).toEqual(queue.board('public'));
  return took;
}

export function heardEverythingOnce(queue: PaperQueue, ...rooms: Screens[]): void {
  const happened = queue.log().flatMap(({ public: { events } }) => events);
  for (const screen of rooms.flatMap(({ staff, phone }) => [staff, phone])) {
    expect(screen.events).toEqual(happened);
    expect(screen.doubled()).toBe(0);
  }
}
