const LONGEST = 63;
const SHORTEST = 3;

/** A name as an address may spell it, `Praxis Dr. Müß` as `praxis-dr-muess`; '' where nothing of it can be kept. */
export function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return slug.length < SHORTEST ? '' : slug;
}
