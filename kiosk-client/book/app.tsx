import { useMemo } from 'preact/hooks';
import type { Booked } from '../../realtime/contract/resources/appointments.ts';
import { screenPath } from '../shared/page.ts';
import { BookPage } from './book-page.tsx';
import { openFlow } from './flow.ts';
import { OwnPage } from './own/own-page.tsx';
import { becomeBooked, here } from './trail.ts';

/** Booking, and what was booked: two addresses of one page, so that a slow line carries it once. */
export function App({ drawn }: { drawn: string }) {
  const { token } = here.value;
  if (token !== null) return <OwnPage key={token} token={token} drawn={drawn} />;
  return <Booking onBooked={({ booking_token }) => becomeBooked(screenPath(`/b/${booking_token}`))} />;
}

function Booking({ onBooked }: { onBooked: (booked: Booked) => void }) {
  const flow = useMemo(openFlow, []);
  return (
    <BookPage
      flow={flow}
      onBooked={(booked) => {
        flow.finish();
        onBooked(booked);
      }}
    />
  );
}
