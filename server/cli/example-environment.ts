import { settings } from '../config.ts';

/** `.env.example`: every setting with what it does, commented out at its default or an example. */
export function exampleEnvironment(): string {
  const blocks = Object.entries(settings.shape).map(([name, setting]) => {
    const { description, example } = setting.meta() ?? {};
    // Parsed alone, a setting that is absent becomes its default.
    const usual: unknown = setting.parse(undefined);
    const value = usual === undefined ? (example ?? '') : usual;
    return [
      ...wrapped(String(description)),
      `#${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ].join('\n');
  });
  return `${HEAD}\n\n${blocks.join('\n\n')}\n`;
}

const HEAD = `# Settings of WaitLessQ. Copy this file to .env and take the # away from what you set; everything has a default.
# Made by: npm run --silent cli -- example-environment > .env.example`;

const WIDTH = 118;

function wrapped(text: string): string[] {
  const lines = ['#'];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '#';
    if (line.length + word.length >= WIDTH) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
