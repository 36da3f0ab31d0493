/** Every time zone the browser knows, to choose from while typing. */
export function timeZones(): readonly string[] {
  const { supportedValuesOf } = Intl as { supportedValuesOf?: (key: 'timeZone') => string[] }; // younger than some browsers
  return supportedValuesOf?.('timeZone') ?? [];
}
