import './staff.css';
import { render } from 'preact';
import { startScreen } from '../shared/start.ts';
import { App } from './app.tsx';
import { startNow } from './now.ts';

const root = startScreen();
startNow();
render(<App />, root);
