import './account.css';
import { render } from 'preact';
import { startScreen } from '../shared/start.ts';
import { App } from './app.tsx';

render(<App />, startScreen());
