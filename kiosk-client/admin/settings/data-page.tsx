import type { User } from '../../../realtime/contract/resources/users.ts';
import { allows } from '../allows.ts';
import { PageHead } from '../page-head.tsx';
import { CloseOrganization } from './close-organization.tsx';
import { ErasePatient } from './erase-patient.tsx';
import { ExportData } from './export-data.tsx';
import { t } from './texts.ts';

/** Taking the data along, forgetting one person, forgetting everything. */
export function DataPage({ user }: { user: User }) {
  return (
    <>
      <PageHead title={t('data')} about={t('data_about')} />
      {allows(user, 'organization.export') && <ExportData />}
      {allows(user, 'patient.erase') && <ErasePatient />}
      {allows(user, 'organization.close') && <CloseOrganization />}
    </>
  );
}
