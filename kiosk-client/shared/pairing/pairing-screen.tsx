import { page, screenPath } from '../page.ts';
import { QrCode } from '../ui/qr-code.tsx';
import { t } from './texts.ts';
import type { Pairing } from './paired-device.ts';
import './pairing-screen.css';

/** Shown until somebody who may do so has entered the code in the admin screen. */
export function PairingScreen({ pairing }: { pairing: Exclude<Pairing, { step: 'paired' }> }) {
  if (pairing.step !== 'pairing') {
    return (
      <main class="pairing pairing--quiet">
        <p class="pairing__name">{page.organization.name}</p>
        <p class="pairing__quiet" role="status">
          {t(pairing.step)}
        </p>
      </main>
    );
  }
  const address = location.origin + screenPath('/admin');
  const { userCode } = pairing;
  return (
    <main class="pairing">
      <div class="pairing__words">
        <p class="pairing__name">{page.organization.name}</p>
        <h1 class="pairing__title">{t('title')}</h1>
        <p class="pairing__how">{t('how')}</p>
        <p class="pairing__address">
          <bdi dir="ltr">{address.replace(/^https?:\/\//, '')}</bdi>
        </p>
        <p class="pairing__label">{t('code')}</p>
        <p class="pairing__code">
          <bdi dir="ltr" aria-label={Array.from(userCode).join(' ')}>
            {userCode.split('-').map((part) => (
              <span key={part} class="pairing__part">
                {Array.from(part).map((character, index) => (
                  <span key={index} class="pairing__character">
                    {character}
                  </span>
                ))}
              </span>
            ))}
          </bdi>
        </p>
      </div>
      <div class="pairing__scan">
        <QrCode class="pairing__qr" text={`${address}#pair=${encodeURIComponent(userCode)}`} label={t('scan')} />
        <p class="pairing__hint">{t('scan')}</p>
      </div>
    </main>
  );
}
