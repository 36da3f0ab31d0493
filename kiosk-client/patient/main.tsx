import { render } from 'preact';
import { trackingToken } from '../shared/session.ts';
import { startScreen } from '../shared/start.ts';
import { openOnTouch } from './alarm.ts';
import { App } from './app.tsx';
import './patient.css';

const root = startScreen();
const token = trackingToken();
openOnTouch();
// What the server has drawn stays until this script knows better: see FirstPaint in app.tsx.
const drawn = root.innerHTML;
root.textContent = '';
render(<App token={token} drawn={drawn} />, root);
