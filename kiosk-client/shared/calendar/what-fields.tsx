import { SelectField } from '../ui/field.tsx';
import { providersAt, servicesOf, useCalendar } from './calendar-context.ts';
import { t } from './texts.ts';

type Props = {
  serviceId: string;
  /** Null: whoever is free. */
  providerId: string | null;
  onService: (id: string) => void;
  onProvider: (id: string | null) => void;
};

/** What somebody comes for, of what this provider does, and to whom at this office. */
export function WhatFields({ serviceId, providerId, onService, onProvider }: Props) {
  const { catalogue, office } = useCalendar();
  return (
    <>
      <SelectField
        label={t('service')}
        value={serviceId}
        onChange={({ currentTarget }) => onService(currentTarget.value)}
      >
        {servicesOf(catalogue, providerId).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('provider')}
        value={providerId ?? ''}
        onChange={({ currentTarget: { value } }) => onProvider(value === '' ? null : value)}
      >
        <option value="">{t('any_provider')}</option>
        {providersAt(catalogue, office.id).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
    </>
  );
}
