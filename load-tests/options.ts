/** Where the service is; more with `-e BASE_URL=...`. */
export const BASE_URL: string = __ENV['BASE_URL'] ?? 'http://127.0.0.1:3000';
/** How many organizations work at the same time. */
export const ORGANIZATIONS = Number(__ENV['ORGANIZATIONS'] ?? 10);
/** How many people come to each. */
export const PEOPLE = Number(__ENV['PEOPLE'] ?? 20);
