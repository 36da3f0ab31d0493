import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../shared/ui/button.tsx';
import { t } from '../texts.ts';
import { watchCamera } from './camera.ts';

/** What the camera sees, until it has read a code. Nothing of it is kept or sent. */
export function CameraView({ read, close }: { read: (text: string) => void; close: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const refused = useSignal(false);
  const heard = useRef(read);
  heard.current = read;
  useEffect(() => {
    const ending = new AbortController();
    if (video.current) {
      watchCamera(video.current, { read: (text) => heard.current(text), signal: ending.signal }).catch(() => {
        refused.value = true;
      });
    }
    return () => ending.abort();
  }, [refused]);
  return (
    <div class="camera">
      {refused.value ? (
        <p class="camera__words" role="alert">
          {t('no_camera')}
        </p>
      ) : (
        <>
          {/* One sees oneself as in a mirror. */}
          <video ref={video} class="camera__picture" autoPlay muted playsInline aria-label={t('camera_picture')} />
          <p class="camera__words">{t('hold_code')}</p>
        </>
      )}
      <Button size="huge" onClick={close}>
        {t('type_code')}
      </Button>
    </div>
  );
}
