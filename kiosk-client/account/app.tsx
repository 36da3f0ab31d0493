import { useEffect, useState } from 'preact/hooks';
import { AccountGate } from '../shared/account/account-gate.tsx';
import { Toasts } from '../shared/ui/toast.tsx';
import { readAddress, type Address } from './address.ts';
import { ForgotPassword } from './forgot-password.tsx';
import { AcceptInvitation } from './accept-invitation.tsx';
import { OwnAccount } from './own-account.tsx';
import { ResetPassword } from './reset-password.tsx';
import { t } from './texts.ts';

export function App() {
  const address = useAddress();
  return (
    <>
      <Way address={address} />
      <Toasts />
    </>
  );
}

function Way({ address }: { address: Address }) {
  switch (address.way) {
    case 'invitation':
      return <AcceptInvitation token={address.token} />;
    case 'reset':
      return <ResetPassword token={address.token} />;
    case 'forgot':
      return <ForgotPassword />;
    case 'own':
      return (
        <AccountGate screen={t('account')}>
          {(user) => <OwnAccount key={user.id} user={user} section={address.section} />}
        </AccountGate>
      );
  }
}

function useAddress(): Address {
  const [address, setAddress] = useState(() => readAddress(location.hash));
  useEffect(() => {
    const moved = () => setAddress(readAddress(location.hash));
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return address;
}
