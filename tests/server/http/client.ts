/** One answer, its body read as JSON where it is JSON. */
export type Answer = { status: number; headers: Headers; text: string; body: Json };

/** Tests look into answers of many kinds; what they find is what they assert. */
// oxlint-disable-next-line typescript/no-explicit-any -- see above
export type Json = any;

export type Sent = {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
};

export async function send(
  url: string,
  method: string,
  path: string,
  { token, body, headers = {} }: Sent = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && {
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
