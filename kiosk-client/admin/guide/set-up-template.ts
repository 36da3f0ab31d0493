import type { Service } from '../../../realtime/contract/resources/services.ts';
import { api } from '../../shared/api.ts';
import type { Template } from './templates.ts';

type Wish = {
  template: Template;
  officeId: string;
  publicJoin: boolean;
  /** The same again after no answer. */ key: string;
};

/** Makes everything of a template. Asked again with the same key, nothing is there twice. @throws ApiProblem */
export async function setUpTemplate({ template, officeId, publicJoin, key }: Wish): Promise<void> {
  const make = <T>(path: string, body: object, what: string) =>
    api.post<T>(path, body, { idempotencyKey: `${key}:${what}` });
  const services: string[] = [];
  // One after the other, so that lists stand in the order in which they are read here.
  for (const [index, { name, minutes }] of template.services.entries()) {
    const { id } = await make<Service>('/services', { name, duration_minutes: minutes }, `service-${index}`);
    services.push(id);
  }
  for (const [index, { name, prefix, service }] of template.queues.entries()) {
    const service_id = service === null ? null : (services[service] ?? null);
    const body = { name, prefix, office_id: officeId, service_id, public_join: publicJoin };
    await make('/queues', body, `queue-${index}`);
  }
  for (const [index, name] of template.counters.entries())
    await make('/counters', { name, office_id: officeId }, `counter-${index}`);
}
