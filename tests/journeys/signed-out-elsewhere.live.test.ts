import type { SignedInAt } from '../../realtime/contract/resources/account.ts';
import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import { dial } from '../realtime/screen.ts';
import { apiOf, yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { openService, signUpClinic, type Service } from '../support/service.ts';

/** Somebody ends the sign-ins of a telephone that was lost; the telephone hangs on the other node. */

let service: Service;
beforeAll(async () => {
  service = await openService({ nodes: 2 });
}, 60_000);
afterAll(() => service?.close());

test('a sign-in that was ended elsewhere loses its sockets within two seconds, and nobody else does', async () => {
  const [here, there] = service.nodes.map((node) => node.url) as [string, string]; // two were asked for
  const clinic = await signUpClinic(here);
  const { email, password, slug } = clinic;
  const signIn = () => yes(apiOf(here, { slug }).post<Tokens>('/auth/login', { email, password }));
  const [desk, phone] = [await signIn(), await signIn()];
  const colleague = await clinic.staff();

  const lines = [phone, desk].map(({ access_token: token }) => dial(there, clinic, token));
  const [phoneLine, deskLine] = lines as [(typeof lines)[number], (typeof lines)[number]]; // two were dialled
  const colleagueLine = dial(there, clinic, colleague.token);
  let colleagueLost = 0;
  colleagueLine.on('disconnect', () => colleagueLost++);
  const refusals: string[] = [];
  for (const line of lines) {
    line.on('connect_error', (error: Error & { data?: { code: string } }) => {
      const code = error.data?.code ?? error.message;
      if (line === phoneLine) refusals.push(code);
      // As the screens do: what was known a moment ago may be out of date, and is asked for again.
      if (code === 'unavailable') setTimeout(() => line.connect(), 200).unref();
    });
  }
  try {
    await eventually(() =>
      expect([...lines, colleagueLine].map(({ connected }) => connected)).toEqual([true, true, true]),
    );
    const me = apiOf(here, { token: desk.access_token });
    const { data } = await yes(me.get<{ data: SignedInAt[] }>('/account/sessions'));
    // The latest stands first: after the owner's own sign-up the desk signed in, then the telephone.
    expect(data.map(({ current }) => current)).toEqual([false, true, false]);
    const phones = data[0]?.id ?? '';
    await me.delete(`/account/sessions/${phones}`);
    await eventually(() => expect([phoneLine.connected, refusals.at(-1)]).toEqual([false, 'unauthenticated']), {
      within: 2_500,
    });
    // Whoever has only the sign-in that stayed comes back by themselves.
    await eventually(() => expect(deskLine.connected).toBe(true));
    expect(phoneLine.connected).toBe(false);
    expect(colleagueLost).toBe(0);
  } finally {
    for (const line of [...lines, colleagueLine]) line.disconnect();
  }
});
