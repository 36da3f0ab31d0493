import './sign-up.css';
import { render } from 'preact';
import { effect } from '@preact/signals';
import { startPlatform } from '../shared/start-platform.ts';
import { SignUp } from './sign-up.tsx';
import { t } from './texts.ts';

const root = startPlatform();
effect(() => {
  document.title = t('title');
});
render(<SignUp />, root);
