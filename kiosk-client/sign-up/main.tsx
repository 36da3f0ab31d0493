import './sign-up.css';
import { render } from 'preact';
import { startPlatform } from '../shared/start-platform.ts';
import { SignUp } from './sign-up.tsx';

render(<SignUp />, startPlatform());
