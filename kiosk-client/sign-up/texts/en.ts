import type { Source } from '../../shared/i18n/catalogue.ts';

export const en = {
  title: 'Create an organization',
  about: 'Queues that people need not stand in. From here to the first called number it is five minutes.',
  organization: 'The organization',
  name: 'Name',
  name_hint: 'As on the door. Every screen shows it.',
  name_wrong: 'Please give a name.',
  slug: 'Address',
  slug_hint: 'Your screens are at {address}',
  slug_taken: '"{slug}" is taken. Choose another one, for example with your town.',
  slug_wrong: 'Lower-case letters, digits and dashes, 3 to 63.',
  time_zone: 'Time zone',
  time_zone_hint: 'Decides when the day begins and numbers start at 1.',
  time_zone_wrong: 'Choose one from the list, as Europe/Berlin.',
  you: 'You',
  owner: 'Your name',
  email: 'E-mail',
  email_hint: 'For signing in.',
  email_wrong: 'This is not an e-mail address.',
  password: 'Password',
  create: 'Create the organization',
} as const satisfies Source;
