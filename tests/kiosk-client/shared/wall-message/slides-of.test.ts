import { slidesOf } from '../../../../kiosk-client/shared/wall-message/slides-of.ts';

const flu = { id: 'flu', texts: { ar: 'تطعيم', en: 'Vaccination', de: 'Impfung' }, picture_url: '/flu.png' };
const poster = { id: 'poster', texts: {}, picture_url: '/poster.png' };
const shown = (slides: ReturnType<typeof slidesOf>) => slides.map(({ text, picture }) => [text, picture]);

test('a message is said in each language of the house, in its order; a poster is shown once', () => {
  expect(shown(slidesOf([flu, poster], ['de', 'en', 'es']))).toEqual([
    ['Impfung', '/flu.png'],
    ['Vaccination', '/flu.png'],
    [null, '/poster.png'],
  ]);
});

test('a picture that cannot be shown leaves its words, and a poster nothing', () => {
  const broken = new Set(['/flu.png', '/poster.png']);
  expect(shown(slidesOf([flu, poster], ['en'], broken))).toEqual([['Vaccination', null]]);
});

test('words in no language of the house are not shown', () => {
  expect(slidesOf([{ ...flu, picture_url: null }], ['es'])).toEqual([]);
});
