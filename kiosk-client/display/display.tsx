import { useEffect, useState } from 'preact/hooks';
import type { Device } from '../../realtime/contract/resources/devices.ts';
import { openConnection, type Connection } from '../shared/live/connection.ts';
import { page } from '../shared/page.ts';
import type { PairedDevice } from '../shared/pairing/paired-device.ts';
import { PairingScreen } from '../shared/pairing/pairing-screen.tsx';
import { openRoom, type Room } from './room.ts';
import { reloadWhenIdle } from './screen-care.ts';
import { t } from './texts.ts';
import { WallScreen } from './wall-screen.tsx';
import './display.css';

/** The screen on the wall: pair it, then watch its queues. */
export function Display({ device: { pairing, outdated, look, attach } }: { device: PairedDevice }) {
  const state = pairing.value;
  if (state.step !== 'paired') return <PairingScreen pairing={state} />;
  if (state.device.queue_ids.length === 0) return <NoQueues />;
  return <Watching device={state.device} token={state.token} outdated={outdated} look={look} attach={attach} />;
}

type WatchingProps = Pick<PairedDevice, 'outdated' | 'look' | 'attach'> & { device: Device; token: string };

function Watching({ device, token, outdated, look, attach }: WatchingProps) {
  const [open, setOpen] = useState<{ connection: Connection; room: Room } | null>(null);

  useEffect(() => {
    const connection = openConnection({ kind: 'display', slug: page.organization.slug, token: () => token });
    const room = openRoom(connection, device.queue_ids, token);
    setOpen({ connection, room });
    const detach = attach(connection, room.idle);
    const stopReloading = reloadWhenIdle(outdated, room.idle);
    return () => {
      setOpen(null);
      stopReloading();
      detach();
      room.close();
      connection.close();
    };
  }, [device, token, outdated, attach]);

  const refused = open?.connection.status.value === 'refused';
  useEffect(() => {
    if (refused) look();
  }, [refused, look]);

  return open && <WallScreen room={open.room} />;
}

function NoQueues() {
  return (
    <main class="notice">
      <p class="notice__title">{t('no_queues')}</p>
      <p class="notice__text">{t('no_queues_hint')}</p>
    </main>
  );
}
