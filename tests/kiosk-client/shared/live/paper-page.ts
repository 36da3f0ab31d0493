import type { PageData } from '../../../../realtime/contract/resources.ts';

/** As much of a browser as the shared layer looks at: the page's data block and whether somebody looks. Import it first. */
const page: PageData = {
  organization: {
    id: '0198a000-0000-7000-8000-000000000001',
    name: 'City Clinic',
    slug: 'city-clinic',
    logo_url: null,
    primary_colour: null,
    languages: ['en'],
    time_zone: 'Europe/Berlin',
  },
  base: '',
  build: 'test',
};

const listening = new EventTarget();

Object.assign(globalThis, {
  document: {
    visibilityState: 'visible',
    getElementById: () => ({ textContent: JSON.stringify(page) }),
    addEventListener: listening.addEventListener.bind(listening),
    removeEventListener: listening.removeEventListener.bind(listening),
  },
  addEventListener: listening.addEventListener.bind(listening),
  removeEventListener: listening.removeEventListener.bind(listening),
});

/** What the browser tells the page: `visibilitychange`, `online`. */
export function happens(event: string): void {
  listening.dispatchEvent(new Event(event));
}
