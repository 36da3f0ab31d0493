import { render } from 'preact';
import { chooseLanguage, languages } from '../shared/i18n/language.ts';
import { page } from '../shared/page.ts';
import { pairedDevice } from '../shared/pairing/paired-device.ts';
import { startScreen } from '../shared/start.ts';
import { Display } from './display.tsx';
import { careForScreen } from './screen-care.ts';

const root = startScreen();
document.title = page.organization.name;
// A television speaks the organization's language, not the one it was made for, unless its address says otherwise.
const [first] = languages.value;
if (first !== undefined && !new URLSearchParams(location.search).has('lang')) chooseLanguage(first, { keep: false });

careForScreen();
render(<Display device={pairedDevice('display')} />, root);
