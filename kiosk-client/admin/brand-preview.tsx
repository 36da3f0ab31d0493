import { onDark, onLight, type Brand } from '../shared/ui/brand.ts';
import { t } from './texts.ts';
import './brand-preview.css';

const OURS = '#0b6b57';

type Props = { name: string; colour: unknown; logo: string | null };

/** Small pictures of the screens as they will be, and what became of a colour that could not be read. */
export function BrandPreview({ name, colour, logo }: Props) {
  const own = typeof colour === 'string' && /^#[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : null;
  const [light, dark] = [onLight(own ?? OURS), onDark(own ?? OURS)];
  const corrected = [
    own !== null &&
      light.accent !== own && { colour: light.accent, words: t('colour_darker', { colour: light.accent }) },
    own !== null && dark.accent !== own && { colour: dark.accent, words: t('colour_lighter', { colour: dark.accent }) },
  ].filter((one) => one !== false);
  return (
    <section class="brand-preview card" aria-labelledby="preview-title">
      <h2 id="preview-title" class="brand-preview__title">
        {t('preview')}
      </h2>
      <p class="brand-preview__about">{t('preview_about')}</p>
      <div class="brand-preview__screens">
        <Display brand={dark} name={name} logo={logo} />
        <Phone brand={light} name={name} logo={logo} theme="light" />
        <Phone brand={dark} name={name} logo={logo} theme="dark" />
      </div>
      <div role="status">
        {own !== null && corrected.length === 0 && <p>{t('colour_fine')}</p>}
        {corrected.map((one) => (
          <p key={one.colour} class="brand-preview__corrected">
            <span class="brand-preview__swatch" style={{ background: own ?? OURS }} aria-hidden="true" />
            <span class="brand-preview__swatch" style={{ background: one.colour }} aria-hidden="true" />
            <span>{one.words}</span>
          </p>
        ))}
      </div>
    </section>
  );
}

type PictureProps = { brand: Brand; name: string; logo: string | null };

function Display({ brand, name, logo }: PictureProps) {
  return (
    <figure class="brand-preview__figure brand-preview__figure--wide">
      {/* A picture: its words are of no screen. */}
      <div class="mini mini--display" data-look="dark" aria-hidden="true">
        <Head name={name} logo={logo} />
        <div class="mini__card" style={{ background: brand.accent, color: brand.ink }}>
          <span class="mini__small">{t('preview_calling')}</span>
          <bdi class="mini__huge" dir="ltr">
            A042
          </bdi>
        </div>
      </div>
      <figcaption>{t('preview_display')}</figcaption>
    </figure>
  );
}

function Phone({ brand, name, logo, theme }: PictureProps & { theme: 'light' | 'dark' }) {
  return (
    <figure class="brand-preview__figure">
      <div class="mini mini--phone" data-look={theme} aria-hidden="true">
        <Head name={name} logo={logo} />
        <span class="mini__small">{t('preview_number')}</span>
        <bdi class="mini__huge" dir="ltr" style={{ color: brand.accent }}>
          A042
        </bdi>
        <span class="mini__button" style={{ background: brand.accent, color: brand.ink }}>
          {t('preview_button')}
        </span>
      </div>
      <figcaption>{theme === 'light' ? t('preview_light') : t('preview_dark')}</figcaption>
    </figure>
  );
}

function Head({ name, logo }: { name: string; logo: string | null }) {
  return (
    <span class="mini__head">
      {logo !== null && <img class="mini__logo" src={logo} alt="" />}
      <span class="mini__name">{name}</span>
    </span>
  );
}
