import type { Page } from 'playwright-core';
import pg from 'pg';
import { join } from '../support/service.ts';
import type { ClinicScreens, Stage } from './clinic-screens.ts';

/** The administration of a clinic where there is something to see, and whose plan has everything. */
export async function livelyDesk(stage: Stage, screens: ClinicScreens): Promise<Page> {
  await join(screens.clinic.owner, screens.queue.id);
  await screens.clinic.device('display', [screens.queue.id]);
  // Plans are the operator's business.
  const client = new pg.Client({ connectionString: stage.service.database.adminUrl });
  await client.connect();
  await client.query("UPDATE control.organizations SET plan_type = 'enterprise' WHERE slug = $1", [
    screens.clinic.slug,
  ]);
  await client.end();
  return openDesk(screens);
}

export async function openDesk(screens: ClinicScreens): Promise<Page> {
  const { page } = await screens.desk();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  return page;
}

export async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `/${place}`);
  await page.getByRole('main').getByRole('heading').first().waitFor();
  // What the place shows comes a moment after its heading.
  await page.waitForLoadState('networkidle');
}
