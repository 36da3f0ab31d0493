import type { Device } from '../../../realtime/contract/resources/devices.ts';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { api } from '../../shared/api.ts';
import { formatTime } from '../../shared/i18n/format.ts';
import { isLanguage, LANGUAGE_NAMES } from '../../shared/i18n/language.ts';
import { page } from '../../shared/page.ts';
import { Button } from '../../shared/ui/button.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { deviceState } from '../device-state.ts';
import { lists, readLists, type ListedDevice } from '../lists.ts';
import { StateWords } from '../state-words.tsx';
import { t } from '../texts.ts';

/** How a screen is, what to do about it, and the one thing that helps from afar. */
export function DeviceHealth({ device: opened }: { device: ListedDevice }) {
  const asking = useAsking();
  // The form was opened with what was known then; this is read again and again.
  const device = lists.value.devices?.find(({ id }) => id === opened.id) ?? opened;
  const { tone, words, hint } = deviceState(device);

  async function reload(): Promise<void> {
    const done = await asking.ask(async () => {
      await api.post<Device>(`/devices/${device.id}/reloads`);
      await readLists(['devices']);
    });
    if (done) toast(t('device_reload_asked', { name: device.name }), { tone: 'good', seconds: 5 });
  }

  return (
    <section class="card device-health" aria-label={t('device_health')}>
      <div class="device-health__head">
        <div role="status">
          <p class="device-health__state">
            <StateWords tone={tone} words={words} />
          </p>
          {hint !== null && <p class="device-health__hint">{hint}</p>}
        </div>
        <Button busy={asking.busy} onClick={() => void reload()}>
          {t('device_reload')}
        </Button>
      </div>
      <ProblemNotice problem={asking.problem} />
      {device.report && <Facts device={device} report={device.report} />}
    </section>
  );
}

function Facts({ device, report }: { device: ListedDevice; report: NonNullable<Device['report']> }) {
  const { width, height, language, error } = report;
  const at = error && formatTime(error.at, page.organization.time_zone);
  const facts = [
    { label: t('device_sound'), value: soundWords(report.sound) },
    { label: t('device_resolution'), value: <bdi dir="ltr">{`${width} × ${height}`}</bdi> },
    { label: t('device_language'), value: isLanguage(language) ? LANGUAGE_NAMES[language] : language },
    { label: t('device_version'), value: device.outdated ? t('device_old') : t('version_new') },
    { label: t('device_error'), value: error ? <bdi>{`${at} · ${error.message}`}</bdi> : t('no_error') },
  ];
  return (
    <dl class="device-health__facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function soundWords(sound: NonNullable<Device['report']>['sound']): string {
  switch (sound) {
    case 'on':
      return t('sound_on');
    case 'blocked':
      return t('sound_blocked');
    case 'none':
      return t('sound_none');
  }
}
