import { render } from 'preact';
import { page } from '../shared/page.ts';
import { pairedDevice } from '../shared/pairing/paired-device.ts';
import { startScreen } from '../shared/start.ts';
import { Kiosk } from './kiosk.tsx';

const root = startScreen();
document.title = page.organization.name;
// A long press is a slow tap, not a wish for a menu.
document.addEventListener('contextmenu', (event) => event.preventDefault());
render(<Kiosk device={pairedDevice('kiosk')} />, root);
