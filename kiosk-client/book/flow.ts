import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Booked, held } from '../../realtime/contract/resources/appointments.ts';
import type { Bookable } from '../../realtime/contract/resources/booking.ts';
import type { z } from 'zod';
import { api, ApiProblem, newKey } from '../shared/api.ts';
import { serverNow } from '../shared/clock.ts';
import { language } from '../shared/i18n/language.ts';
import { page } from '../shared/page.ts';
import { wishKey } from '../shared/wish-key.ts';
import { ANYBODY, emptyDraft, officeOf, settled, type Draft, type HeldTime, type Wishes } from './draft.ts';
import { openFreeTimes, type FreeTimes } from './free-times.ts';
import { forgetDraft, keepDraft, keptDraft } from './kept-draft.ts';
import { HOURS_OF } from './parts-of-day.ts';
import { personBody, type PersonDraft } from './person-draft.ts';
import { reachable, stepAfter, stepBefore, stepIn, type Step } from './steps.ts';
import { goBack, goTo, here, stayAt } from './trail.ts';

export type Flow = ReturnType<typeof openFlow>;

/** Somebody's way from a service to an appointment. The address says at which question it stands, so that "back" goes back. */
export function openFlow() {
  const offer = signal<Bookable | null>(null);
  const problem = signal<unknown>(null);
  const chosen = signal(keptDraft());
  const wanted = computed(() => stepIn(here.value.hash) ?? 'service');
  /** A time that somebody else took while it was being chosen. */
  const taken = signal<string | null>(null);
  let holdKey = newKey();

  const draft = computed(() => (offer.value ? settled(offer.value, chosen.value) : chosen.value));
  const step = computed(() => (offer.value ? reachable(draft.value, wanted.value) : wanted.value));
  const office = computed(() => offer.value && officeOf(offer.value, draft.value));
  const timeZone = computed(() => office.value?.time_zone ?? page.organization.time_zone);
  /** What decides which times there are. Nothing else that is typed asks for them anew. */
  const choice = computed(() => {
    const { serviceId, officeId, provider } = draft.value;
    return serviceId === null || officeId === null || provider === null
      ? null
      : JSON.stringify([serviceId, officeId, provider, timeZone.value]);
  });
  const times: ReadonlySignal<FreeTimes | null> = computed(() => {
    if (choice.value === null) return null;
    // As it was written above.
    const [service, at, provider, zone] = JSON.parse(choice.value) as [string, string, string, string];
    const who =
      provider === ANYBODY ? `/services/${service}/slots?` : `/providers/${provider}/slots?service_id=${service}&`;
    return openFreeTimes((from, to) => `${who}office_id=${at}&from=${from}&to=${to}`, zone);
  });

  const stops = [
    effect(() => {
      if (step.value !== wanted.value) stayAt(`#${step.value}`);
    }),
    effect(() => keepDraft(chosen.value)),
  ];

  async function load(): Promise<void> {
    problem.value = null;
    try {
      offer.value = await api.get<Bookable>('/booking', { token: null });
    } catch (refused) {
      problem.value = refused;
    }
  }

  function change(parts: Partial<Draft>): void {
    chosen.value = { ...chosen.peek(), ...parts };
  }

  /** Writes an answer down and goes on to the next question. */
  function answer(parts: Partial<Draft>): void {
    const here = step.peek();
    change(parts);
    const known = offer.peek();
    if (known) to(stepAfter(known, settled(known, chosen.peek()), here));
  }

  function to(next: Step): void {
    goTo(`#${next}`);
  }

  function back(): void {
    const known = offer.peek();
    const before = known && stepBefore(known, draft.peek(), step.peek());
    if (here.peek().depth > 0) goBack();
    else if (before) stayAt(`#${before}`);
  }

  /** Keeps a time, and lets go of the one before. @throws ApiProblem `slot_taken` ... */
  async function hold(startsAt: string, { anew = false } = {}): Promise<void> {
    const { held: before, serviceId, officeId, provider } = draft.peek();
    if (!anew && before?.starts_at === startsAt && isKept(before)) return;
    if (before) await release(before);
    const wish = {
      service_id: serviceId,
      office_id: officeId,
      provider_id: provider === ANYBODY ? null : provider,
      starts_at: startsAt,
    };
    try {
      const key = wishKey(holdKey, wish);
      const { appointment, hold_token } = await api.post<z.infer<typeof held>>('/appointment-holds', wish, {
        token: null,
        idempotencyKey: key,
      });
      holdKey = newKey();
      const { starts_at, ends_at, expires_at, provider: who, provider_id } = appointment;
      taken.value = null;
      change({ startsAt, held: { token: hold_token, starts_at, ends_at, expires_at, provider: who, provider_id } });
    } catch (refused) {
      if (isAnswer(refused)) holdKey = newKey();
      if (refused instanceof ApiProblem && GONE.includes(refused.code)) {
        taken.value = startsAt;
        change({ startsAt: null, held: null });
        // Not waited for: what is near it can be taken at once.
        void times.peek()?.refresh();
      }
      throw refused;
    }
  }

  /** The same time anew, for the whole of its minutes. */
  async function keepLonger(): Promise<void> {
    const { startsAt } = draft.peek();
    if (startsAt !== null) await hold(startsAt, { anew: true });
  }

  /** Asked again after no answer it is the same booking. @throws ApiProblem */
  async function book(): Promise<Booked> {
    const { held: kept, person, key } = draft.peek();
    const body = { hold_token: kept?.token ?? '', ...personBody(person, language.peek()) };
    try {
      return await api.post<Booked>('/appointments', body, { token: null, idempotencyKey: wishKey(key, body) });
    } catch (refused) {
      if (refused instanceof ApiProblem && OVER.includes(refused.code)) change({ held: null });
      throw refused;
    }
  }

  /** @throws ApiProblem */
  async function wait(): Promise<Booked> {
    const { serviceId, officeId, provider, wishes, person, key } = draft.peek();
    const hours = wishes === null || wishes.part === 'any' ? null : HOURS_OF[wishes.part];
    const body = {
      service_id: serviceId,
      office_id: officeId,
      provider_id: provider === ANYBODY ? null : provider,
      wanted_from: wishes?.from,
      wanted_until: wishes?.until,
      wanted_from_time: hours?.from ?? null,
      wanted_until_time: hours?.until ?? null,
      ...personBody(person, language.peek()),
    };
    return api.post<Booked>('/waitlist', body, { token: null, idempotencyKey: wishKey(key, body) });
  }

  void load();
  return {
    offer: offer as ReadonlySignal<Bookable | null>,
    problem: problem as ReadonlySignal<unknown>,
    draft,
    step,
    office,
    timeZone,
    times,
    taken: taken as ReadonlySignal<string | null>,
    load,
    change,
    changePerson: (parts: Partial<PersonDraft>) => change({ person: { ...chosen.peek().person, ...parts } }),
    wish: (wishes: Wishes) => answer({ wishes }),
    answer,
    to,
    back,
    hold,
    keepLonger,
    book,
    wait,
    /** It is done: nothing of it stays on this telephone. */
    finish() {
      stops.forEach((stop) => stop());
      forgetDraft();
      chosen.value = emptyDraft(newKey());
    },
  };
}

/** Somebody else has it, or it is not offered any more. */
const GONE = ['slot_taken', 'slot_not_offered'];
/** What was kept is not kept any more. */
const OVER = ['hold_expired', 'slot_taken', 'slot_not_offered', 'not_found', 'not_possible_now'];

export function isKept({ expires_at }: HeldTime): boolean {
  return expires_at !== null && Date.parse(expires_at) > serverNow();
}

function isAnswer(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.status > 0;
}

/** It ends by itself in some minutes; sooner is kinder. */
async function release({ token }: HeldTime): Promise<void> {
  await api.delete(`/appointment-holds/${token}`, undefined, { token: null }).catch(() => undefined);
}
