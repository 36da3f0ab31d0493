import { type Collector, openCollector } from '../support/collector.ts';
import { eventually } from '../support/eventually.ts';
import { join } from '../support/service.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { momentOf, momentOfTap, tap } from './device.ts';

let collector: Collector;
let stage: Stage;
let screens: ClinicScreens;
beforeAll(async () => {
  collector = await openCollector();
  stage = await openStage({ nodes: 2, env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
}, 180_000);
afterEach(() => screens?.closeAll());
afterAll(async () => {
  await stage?.close();
  await collector?.close();
});

test('an operator sees where the time went from the tap on the tablet until the wall had drawn it and spoken', async () => {
  screens = await openClinicScreens(stage);
  const { entry } = await join(screens.clinic.owner, screens.queue.id);
  const [display, tablet] = await Promise.all([screens.display(), screens.tablet()]);
  await display.page.getByText('1 waiting').waitFor();

  const moments = [momentOfTap(tablet.page), momentOf(display.page, entry.ticket_number, 'main')];
  await tap(tablet.page, `Call next — ${entry.ticket_number}`);
  const [tappedAt = 0, drawnAt = 0] = await Promise.all(moments);
  await tablet.page.getByText('Announced on display 1').waitFor();

  const trace = await eventually(() => {
    const calling = collector.spans.find(({ name }) => name === 'POST /queues/:id/calls');
    const spans = collector.spans.filter(({ traceId }) => traceId === calling?.traceId);
    const named = (name: string) => {
      const span = spans.find((each) => each.name === name);
      if (!span) throw new Error(`there is no ${name} among ${spans.map((each) => each.name).join(', ')}`);
      return span;
    };
    return { call: named('POST /queues/:id/calls'), show: named('show'), announce: named('announce') };
  });
  // Whole milliseconds, and two browsers and two nodes on one clock.
  expect(trace.call.from).toBeGreaterThanOrEqual(tappedAt - 2);
  expect(trace.show.to).toBeGreaterThanOrEqual(drawnAt - 2);
  expect(Number(trace.show.attributes['waitlessq.within_ms'])).toBeLessThanOrEqual(trace.show.to - trace.show.from + 2);
  expect(trace.announce.to).toBeGreaterThan(trace.show.to);
  expect(screens.troubles()).toEqual([]);
  console.log(
    `from the tap to the wall ${Math.round(drawnAt - tappedAt)} ms, by the trace ${Math.round(trace.show.to - trace.call.from)} ms`,
  );
}, 120_000);
