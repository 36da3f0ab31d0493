import { useEffect, useState } from 'preact/hooks';
import type { Organization } from '../../realtime/contract/resources/organizations.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import { SECOND_FACTOR } from '../shared/account/account-gate.tsx';
import { refusalWords } from '../shared/account/refusal-words.ts';
import { api } from '../shared/api.ts';
import { screenPath } from '../shared/page.ts';
import { showBrand } from '../shared/ui/brand.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { toast } from '../shared/ui/toast.tsx';
import { BrandPreview } from './brand-preview.tsx';
import { LogoCard } from './logo-card.tsx';
import { PageHead } from './page-head.tsx';
import type { Draft } from './resources/draft.ts';
import { Editor } from './resources/editor.tsx';
import { organizationFields } from './resources/organization.ts';
import { t } from './texts.ts';

/** Name, languages and looks: what every screen of the organization shows. */
export function OrganizationPage({ user }: { user: User }) {
  const [organization, setOrganization] = useState<Organization | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [draft, setDraft] = useState<Draft>({});
  const read = () => api.get<Organization>('/organization');
  useEffect(() => {
    read().then(setOrganization, setProblem);
  }, []);

  async function save(body: Record<string, unknown>, revision: number | null): Promise<void> {
    const changed = await api.patch<Organization>(
      '/organization',
      body,
      revision === null ? {} : { ifMatch: revision },
    );
    setOrganization(changed);
    showBrand(changed.branding.primary_colour);
    // The rule holds for whoever has just made it, too.
    if (body['require_otp'] === true && !user.otp) location.assign(screenPath(SECOND_FACTOR));
    toast(t('saved'), { tone: 'good', seconds: 4 });
  }

  if (problem !== null) return <Empty title={refusalWords(problem)} />;
  if (!organization) return <p class="loading">{t('one_moment')}</p>;
  return (
    <div class="beside">
      <PageHead title={t('organization')} about={t('organization_about')} />
      <BrandPreview
        name={typeof draft['name'] === 'string' ? draft['name'] : organization.name}
        colour={draft['branding.primary_colour']}
        logo={organization.branding.logo_url}
      />
      <LogoCard organization={organization} onChange={setOrganization} />
      <Editor
        key={organization.revision}
        fields={organizationFields()}
        thing={organization}
        user={user}
        saveWords={t('save')}
        save={save}
        readAgain={read}
        onDraft={setDraft}
      />
    </div>
  );
}
