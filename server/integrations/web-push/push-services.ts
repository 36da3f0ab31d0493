/** Those of Chrome, Firefox, Safari and Edge. Everything else is no push service, whatever a browser says. */
const KNOWN = [
  /^fcm\.googleapis\.com$/,
  /^(?:[a-z0-9-]+\.)?push\.services\.mozilla\.com$/,
  /^(?:[a-z0-9-]+\.)?push\.apple\.com$/,
  /^(?:[a-z0-9-]+\.)?notify\.windows\.com$/,
];

export type PushServices = {
  /** Whether messages may be sent to this address, which somebody's browser has named. */
  takes(endpoint: string): boolean;
  /** Whether the operator named it: then it may be in the own network. */
  isOwn(endpoint: string): boolean;
};

/** @param own  hosts, with a port where it is another than 443, that the operator trusts besides */
export function createPushServices(own: readonly string[]): PushServices {
  const isOwn = (endpoint: string) => {
    const url = readAddress(endpoint);
    return url !== null && own.includes(url.host);
  };
  return {
    isOwn,
    takes(endpoint) {
      const url = readAddress(endpoint);
      if (url === null) return false;
      return isOwn(endpoint) || (url.port === '' && KNOWN.some((host) => host.test(url.hostname)));
    },
  };
}

function readAddress(endpoint: string): URL | null {
  if (!URL.canParse(endpoint)) return null;
  const url = new URL(endpoint);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url : null;
}
