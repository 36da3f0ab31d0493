import { getCountries, type CountryCode } from 'libphonenumber-js/min';

/** An office's own country, else the one that its time zone lies in; null where that is nobody's, as UTC. */
export function countryOf({ country, time_zone }: { country: string | null; time_zone: string }): CountryCode | null {
  return getCountries().find((one) => one === country) ?? byZone().get(canonical(time_zone)) ?? null;
}

let zones: ReadonlyMap<string, CountryCode> | undefined;

function byZone(): ReadonlyMap<string, CountryCode> {
  zones ??= new Map(getCountries().flatMap((country) => zonesOf(country).map((zone) => [zone, country] as const)));
  return zones;
}

/** Node 20 has it as a property, later ones as a method; the compiler's library knows neither. */
function zonesOf(region: CountryCode): readonly string[] {
  const locale = new Intl.Locale('und', { region }) as { timeZones?: string[]; getTimeZones?(): string[] };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** `Asia/Kolkata` and `Asia/Calcutta` are one. */
function canonical(timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
}
