import './account.css';
import { render } from 'preact';
import { startScreen } from '../shared/start.ts';
import { nameWindow } from '../shared/window-title.ts';
import { App } from './app.tsx';
import { t } from './texts.ts';

const root = startScreen();
nameWindow(() => t('account'));
render(<App />, root);
