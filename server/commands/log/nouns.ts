/** What belongs to the settings of an organization, by table: whoever changes or removes it stands in the audit log. */
export const NOUNS: Readonly<Record<string, string>> = {
  offices: 'office',
  services: 'service',
  providers: 'provider',
  queues: 'queue',
  counters: 'counter',
  devices: 'device',
  display_messages: 'display_message',
  schedules: 'schedule',
  schedule_exceptions: 'schedule_exception',
};
