import { signal, type ReadonlySignal } from '@preact/signals';

/** The organization does not answer anybody at the moment, or never again. */
export type Standstill = { code: 'organization_suspended' | 'organization_closed'; title: string; detail: string };

const stands = signal<Standstill | null>(null);
export const standstill: ReadonlySignal<Standstill | null> = stands;

/** True while a screen tells it itself: an owner who still has something to read. */
export const toldElsewhere = signal(false);

const lacking = signal(false);
/** Whoever is signed in has to set up a second factor before anything else. */
export const otpSetupRequired: ReadonlySignal<boolean> = lacking;

const asked = signal(0);
/** Counts how often somebody was put out without being told why: the organization may be the reason. */
export const suspicions: ReadonlySignal<number> = asked;

/** Every "no" comes by here. */
export function hearStanding({ code, title, detail }: { code: string; title: string; detail: string }): void {
  if (code === 'organization_suspended' || code === 'organization_closed') stands.value = { code, title, detail };
  if (code === 'otp_setup_required') lacking.value = true;
}

export function suspectStanding(): void {
  asked.value += 1;
}
