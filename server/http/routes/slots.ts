import { z } from 'zod';
import { bookable, slots as answer, slotsQuery } from '../../../realtime/contract/resources/booking.ts';
import { bookableServices } from '../../queries/slots/bookable-services.ts';
import { freeSlots } from '../../queries/slots/free-slots.ts';
import { route } from '../route.ts';
import { byId } from '../schemas.ts';

export const slots = [
  route({
    method: 'get',
    path: '/booking',
    summary: 'Lists what is booked online, where, and with whom',
    permission: 'appointment.book',
    answers: { 200: bookable },
    run: ({ read }) => read(bookableServices),
  }),
  route({
    method: 'get',
    path: '/services/:id/slots',
    summary: 'Lists the times of a service at an office, each with whoever has the least to do on that day',
    permission: 'appointment.book',
    params: byId,
    query: slotsQuery,
    answers: { 200: answer },
    run: ({ read }, { params, query }) =>
      read((tx) => freeSlots(tx, { ...query, service_id: params.id, provider_id: null })),
  }),
  route({
    method: 'get',
    path: '/providers/:id/slots',
    summary: 'Lists the times of a provider at an office',
    permission: 'appointment.book',
    params: byId,
    query: slotsQuery.extend({ service_id: z.uuid() }),
    answers: { 200: answer },
    run: ({ read }, { params, query }) => read((tx) => freeSlots(tx, { ...query, provider_id: params.id })),
  }),
];
