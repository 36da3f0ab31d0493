import { useEffect, useState } from 'preact/hooks';
import type { Organization } from '../../../realtime/contract/resources/organizations.ts';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { api, newKey } from '../../shared/api.ts';
import { page } from '../../shared/page.ts';
import { showBrand } from '../../shared/ui/brand.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Field } from '../../shared/ui/field.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { wishKey } from '../../shared/wish-key.ts';
import { inUse, lists } from '../lists.ts';
import { t } from '../texts.ts';

const OURS = '#0b6b57';

/** What every screen says above, in which colour, and the place with doors. */
export function OrganizationStep({ goOn }: { goOn: () => Promise<void> }) {
  const [organization, setOrganization] = useState<Organization | null>(null);
  const [name, setName] = useState(page.organization.name);
  const [colour, setColour] = useState(page.organization.primary_colour ?? OURS);
  const [first] = inUse(lists.value.offices);
  const [office, setOffice] = useState(first?.name ?? t('guide_office_name'));
  const [address, setAddress] = useState('');
  const [key] = useState(newKey);
  const asking = useAsking();
  useEffect(() => {
    void asking.ask(async () => {
      const read = await api.get<Organization>('/organization');
      setOrganization(read);
      setName(read.name);
      setColour(read.branding.primary_colour ?? OURS);
    });
  }, []);

  async function save(): Promise<void> {
    if (organization === null) return;
    const changes = {
      ...(name.trim() !== organization.name && { name: name.trim() }),
      ...(colour !== (organization.branding.primary_colour ?? OURS) && { branding: { primary_colour: colour } }),
    };
    if (Object.keys(changes).length > 0) {
      const changed = await api.patch<Organization>('/organization', changes, { ifMatch: organization.revision });
      setOrganization(changed);
      showBrand(changed.branding.primary_colour);
    }
    if (!first) {
      const body = { name: office.trim(), ...(address.trim() !== '' && { address: address.trim() }) };
      await api.post('/offices', body, { idempotencyKey: wishKey(key, body) });
    }
  }

  return (
    <form
      class="guide__form"
      onSubmit={(event) => {
        event.preventDefault();
        void asking.ask(save).then((done) => (done ? goOn() : undefined));
      }}
    >
      <p class="guide__about">{t('guide_organization_about')}</p>
      <Field
        label={t('name')}
        hint={t('organization_name_hint')}
        required
        maxLength={120}
        value={name}
        onInput={({ currentTarget: { value } }) => setName(value)}
      />
      <div class="guide__colour">
        <Field
          type="color"
          label={t('colour')}
          hint={t('colour_hint')}
          value={colour}
          onInput={({ currentTarget: { value } }) => {
            setColour(value);
            showBrand(value);
          }}
        />
      </div>
      {!first && (
        <>
          <Field
            label={t('office')}
            hint={t('guide_office_hint')}
            required
            maxLength={120}
            value={office}
            onInput={({ currentTarget: { value } }) => setOffice(value)}
          />
          <Field
            label={t('address')}
            hint={t('address_hint')}
            maxLength={300}
            value={address}
            onInput={({ currentTarget: { value } }) => setAddress(value)}
          />
        </>
      )}
      <ProblemNotice problem={asking.problem} />
      <div class="guide__foot">
        <Button type="submit" variant="primary" size="large" busy={asking.busy}>
          {t('guide_on')}
        </Button>
      </div>
    </form>
  );
}
