import type { WaitScene } from '../../../models/rules/wait-estimate.ts';

export type ClinicHabits = {
  counters: number;
  /** Minutes of one service, and their mean. */
  service: () => number;
  meanService: number;
  noShowRate: number;
  turnoverMinutes: number;
  /** Arrivals for each person the counters can serve; above 1 the queue grows. */
  load: number;
  /** Services that were finished on the days before. */
  known: number;
};

const MINUTE = 60_000;
const OPENED = Date.UTC(2026, 10, 23, 8);

/** One morning in a clinic that calls in order of arrival: what it looks like `after` so many minutes, and how long those who wait then really do. */
export function morningInClinic(
  habits: ClinicHabits,
  after: number,
  random: () => number,
): { scene: WaitScene; waits: number[] } {
  const { counters, service, meanService, noShowRate, turnoverMinutes, load, known } = habits;
  const between = (turnoverMinutes + (1 - noShowRate) * meanService) / (counters * load);
  const freeAt = Array.from({ length: counters }, () => 0);
  const stays: { counter: number; arrived: number; called: number; began: number; ended: number; came: boolean }[] = [];

  for (let arrived = 0; arrived <= after; arrived += -between * Math.log(1 - random())) {
    const called = Math.max(arrived, Math.min(...freeAt));
    const counter = freeAt.findIndex((free) => free <= called);
    const came = random() >= noShowRate;
    const began = called + turnoverMinutes;
    const ended = came ? began + service() : began;
    freeAt[counter] = ended;
    stays.push({ counter, arrived, called, began, ended, came });
  }

  const moment = (minutes: number) => OPENED + minutes * MINUTE;
  const waiting = stays.filter((stay) => stay.called > after);
  const finished = stays.filter((stay) => stay.came && stay.ended <= after).toSorted((a, b) => b.ended - a.ended);
  return {
    scene: {
      now: moment(after),
      waiting: waiting.length,
      counters: freeAt.map((_, counter) => {
        const present = stays.find((stay) => stay.counter === counter && stay.called <= after && stay.ended > after);
        const occupant = present && { servedSince: present.began <= after ? moment(present.began) : null };
        return { occupant: occupant ?? null, pausedUntil: null, closesAt: null };
      }),
      samples: [...finished.map((stay) => stay.ended - stay.began), ...Array.from({ length: known }, service)],
      noShowRate,
      turnoverMinutes,
    },
    waits: waiting.map((stay) => stay.called - after),
  };
}
