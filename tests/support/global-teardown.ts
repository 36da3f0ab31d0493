import { stopServices } from './services-process.ts';

export default async function globalTeardown(): Promise<void> {
  await stopServices();
}
