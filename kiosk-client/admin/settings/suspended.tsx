import type { User } from '../../../realtime/contract/resources/users.ts';
import { t as shared } from '../../shared/i18n/shared-texts.ts';
import { page } from '../../shared/page.ts';
import { logout } from '../../shared/session.ts';
import { standstill } from '../../shared/standing.ts';
import { Button } from '../../shared/ui/button.tsx';
import { LanguagePicker } from '../../shared/ui/language-picker.tsx';
import { Toasts } from '../../shared/ui/toast.tsx';
import { allows } from '../allows.ts';
import { t as admin } from '../texts.ts';
import { CloseOrganization } from './close-organization.tsx';
import { ExportData } from './export-data.tsx';
import { PlanPage } from './plan-page.tsx';

/** While everything else stands still, the owner may read why, what is used, and take the data along. */
export function Suspended({ user }: { user: User }) {
  const still = standstill.value;
  return (
    <div class="suspended">
      <header class="suspended__top">
        <p class="shell__organization">{page.organization.name}</p>
        <div class="shell__tools">
          <LanguagePicker />
          <Button variant="quiet" onClick={() => void logout()}>
            {admin('sign_out')}
          </Button>
        </div>
      </header>
      <main class="shell__main">
        <div class="notice-line notice-line--warn suspended__notice" role="alert">
          <p>{shared('suspended')}</p>
          {still && still.detail !== still.title && <p dir="auto">{still.detail}</p>}
        </div>
        <PlanPage />
        {allows(user, 'organization.export') && <ExportData />}
        {allows(user, 'organization.close') && <CloseOrganization />}
      </main>
      <Toasts />
    </div>
  );
}
