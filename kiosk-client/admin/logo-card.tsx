import type { Organization } from '../../realtime/contract/resources/organizations.ts';
import { api } from '../shared/api.ts';
import { formatNumber } from '../shared/i18n/format.ts';
import { toast } from '../shared/ui/toast.tsx';
import { LONGEST_SIDE, PictureChooser } from './picture-chooser.tsx';
import { t } from './texts.ts';

const MOST_KB = 512;

type Props = { organization: Organization; onChange: (changed: Organization) => void };

/** The picture on kiosks and screens. */
export function LogoCard({ organization, onChange }: Props) {
  const logo = organization.branding.logo_url;
  const said = async (words: string) => {
    onChange(await api.get<Organization>('/organization'));
    toast(words, { tone: 'good', seconds: 4 });
  };
  return (
    <section class="card logo-card">
      <div class="logo-card__picture">
        {logo === null ? <span class="logo-card__none">{t('no_logo')}</span> : <img src={logo} alt={t('logo')} />}
      </div>
      <div class="logo-card__words">
        <h2 class="logo-card__title">{t('logo')}</h2>
        <PictureChooser
          mostKb={MOST_KB}
          about={t('logo_about', { size: formatNumber(MOST_KB), side: formatNumber(LONGEST_SIDE) })}
          isThere={logo !== null}
          removeWords={t('logo_remove')}
          keep={async (file) => {
            await api.put('/organization/logo', file);
            await said(t('logo_saved'));
          }}
          remove={async () => {
            await api.delete('/organization/logo');
            await said(t('logo_removed'));
          }}
        />
      </div>
    </section>
  );
}
