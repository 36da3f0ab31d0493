import { render } from 'preact';
import { startScreen } from '../shared/start.ts';
import { App } from './app.tsx';
import { followAddress } from './trail.ts';
import './book.css';

const root = startScreen();
followAddress();
// What the server has drawn stays until this script knows better: see FirstPaint in own/own-page.tsx.
const drawn = root.innerHTML;
root.textContent = '';
render(<App drawn={drawn} />, root);
