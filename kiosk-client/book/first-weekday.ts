type WeekInfo = { firstDay?: number };
type Locale = { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };

/** On which day a week begins where this language is read, 1 for Monday. Older browsers do not know: most of the world says Monday. */
export function firstWeekday(language: string): number {
  const { Locale } = Intl as { Locale?: new (language: string) => Locale }; // younger than some browsers
  const known = Locale && new Locale(language);
  return (known?.getWeekInfo?.() ?? known?.weekInfo)?.firstDay ?? 1;
}
