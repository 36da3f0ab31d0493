export const TEMPLATE = 'waitlessq_template';
export const APP_ROLE = 'waitlessq_app';
export const APP_PASSWORD = 'tests';

export function urlTo(serverUrl: string, database: string, role?: { name: string; password: string }): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (role) {
    url.username = role.name;
    url.password = role.password;
  }
  return url.href;
}
