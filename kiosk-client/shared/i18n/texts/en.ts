import type { Source } from '../catalogue.ts';

export const en = {
  live: 'Live',
  connecting: 'Connecting',
  reconnecting: 'Reconnecting',
  last_known: 'Last known at {time}',
  language: 'Language',
  close: 'Close',
  cancel: 'Cancel',
  try_again: 'Try again',
  problem: 'Something went wrong',
  offline: 'No connection. Check the network and try again.',
  dismiss: 'Dismiss',
  suspended: 'This organization is paused',
  suspended_hint: 'Nothing is lost. This screen comes back by itself as soon as it goes on.',
  closed: 'This organization has been closed',
  copy: 'Copy',
  copied: 'Copied',
  copy_by_hand: 'It could not be copied. It is marked: copy it by hand.',
} as const satisfies Source;
