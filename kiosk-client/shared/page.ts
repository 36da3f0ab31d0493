import type { PageData } from '../../realtime/contract/resources/page-data.ts';

/** Who and where, as the server wrote it into this page. Nothing personal. */
export const page: PageData = read();

/** `apiPath('/queues/joinable')` -> `/o/city-clinic/api/v1/queues/joinable`. */
export function apiPath(path: string): string {
  return `${page.base}/api/v1${path}`;
}

/** A link to another screen of this organization: `screenPath('/staff')`. */
export function screenPath(path: string): string {
  return page.base + path;
}

function read(): PageData {
  const text = document.getElementById('page')?.textContent ?? '';
  if (text.trim() === '') throw new Error('the data block #page is empty: open this screen through the service');
  // The server that wrote the block is of the same build as this script.
  return JSON.parse(text) as PageData;
}
