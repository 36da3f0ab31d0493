// For `node --import`: writes down which modules of OpenTelemetry a process loads by name.
import { register } from 'node:module';

const hook = `
  import { writeSync } from 'node:fs';
  export async function resolve(name, context, next) {
    if (name.startsWith('@opentelemetry/')) writeSync(1, 'loaded ' + name + '\\n');
    return next(name, context);
  }`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
