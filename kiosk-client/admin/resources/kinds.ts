import type { ListName } from '../lists.ts';
import { counters } from './counters.ts';
import { devices } from './devices.tsx';
import { displayMessages } from './display-messages.ts';
import { offices } from './offices.ts';
import { providers } from './providers.ts';
import { queues } from './queues.ts';
import type { Resource } from './resource.ts';
import { services } from './services.ts';
import { users } from './users.ts';

/** Every kind of thing that is listed and edited. A new kind is a description here and a place in the address. */
export const kinds: Record<ListName, (pairingCode: string | null) => Resource> = {
  offices,
  services,
  providers,
  queues,
  counters,
  users,
  devices,
  'display-messages': displayMessages,
};
