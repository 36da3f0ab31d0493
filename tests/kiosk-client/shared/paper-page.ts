import type { PageData } from '../../../realtime/contract/resources/page-data.ts';

/** As much of a browser as the shared layer looks at: the page's data block and whether somebody looks. Import it first. */
const page: PageData = {
  organization: {
    id: '0198a000-0000-7000-8000-000000000001',
    name: 'City Clinic',
    slug: 'city-clinic',
    logo_url: null,
    primary_colour: null,
    contact: { phone: null, email: null, website: null },
    languages: ['en'],
    time_zone: 'Europe/Berlin',
  },
  base: '',
  build: 'test',
  push_key: null,
};

const listening = new EventTarget();

Object.assign(globalThis, {
  location: { hash: '', pathname: '/staff', search: '' },
  history: { state: null, replaceState: (_state: unknown, _title: string, path: string) => goTo(path) },
  document: {
    visibilityState: 'visible',
    getElementById: () => ({ textContent: JSON.stringify(page) }),
    addEventListener: listening.addEventListener.bind(listening),
    removeEventListener: listening.removeEventListener.bind(listening),
  },
  addEventListener: listening.addEventListener.bind(listening),
  removeEventListener: listening.removeEventListener.bind(listening),
});

// Later versions of Node have one that cannot be assigned to.
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en-GB'] }, configurable: true });

/** `goTo('/staff#sign-in=abc')` */
export function goTo(path: string): void {
  const { pathname, search, hash } = new URL(path, 'http://clinic.example');
  Object.assign(location, { pathname, search, hash });
}

/** What the browser tells the page: `visibilitychange`, `online`. */
export function happens(event: string): void {
  listening.dispatchEvent(new Event(event));
}
