import { render } from 'preact';
import { screenPath } from '../shared/page.ts';
import { registerWorker } from '../shared/push/worker-registration.ts';
import { trackingToken } from '../shared/session.ts';
import { startScreen } from '../shared/start.ts';
import { openOnTouch } from './alarm.ts';
import { App } from './app.tsx';
import { latestVisit } from './kept-visits.ts';
import { opensHere } from './opens-here.ts';
import { showTextSize } from './text-size.ts';
import './patient.css';

const root = startScreen();
showTextSize();
// An installed app opens the page without a visit: it is the one that this telephone knows.
const token = trackingToken() ?? latestVisit()?.token ?? null;
// The worker answers for addresses below our own base alone.
if (token !== null) history.replaceState(null, '', screenPath(`/t/${token}`));
openOnTouch();
opensHere();
registerWorker();
// What the server has drawn stays until this script knows better: see FirstPaint in app.tsx.
const drawn = root.innerHTML;
root.textContent = '';
render(<App token={token} drawn={drawn} />, root);
