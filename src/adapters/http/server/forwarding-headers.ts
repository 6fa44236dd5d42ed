/**
 * Headers by which proxies, tunnels and content networks say that they pass a request on for somebody else. What is not
 * listed passes for a program's own header, so each family is listed as a whole.
 */
const FAMILIES = [
  'x-forwarded',
  'x-forward',
  'x-original',
  'x-real',
  'x-realip',
  'x-proxy',
  'x-nginx',
  'x-traefik',
  'x-caddy',
  'x-haproxy',
  'x-envoy',
  'x-azure',
  'x-vercel',
  'x-nf',
  'x-akamai',
  'akamai',
  'x-amz-cf',
  'x-amzn',
  'cloudfront',
  'x-goog-iap',
  'x-cdn',
  'x-sucuri',
  'x-railway',
  'x-render',
  'x-arr',
  'x-ms-proxy',
  'x-tunnel',
  'cf',
  'cdn',
  'fastly',
  'fly',
  'incap',
  'ngrok',
  'tailscale',
  'wl-proxy',
];
const SINGLE = [
  'forwarded',
  'forwarded-for',
  'via',
  'client-ip',
  'true-client-ip',
  'proxy-client-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-appengine-user-ip',
  'x-cloud-trace-context',
  'x-coming-from',
  'x-host',
  'x-http-host-override',
  'x-proxyuser-ip',
  'x-remote-addr',
  'x-remote-ip',
  'x-rewrite-url',
  'x-scheme',
  'x-varnish',
];

const FORWARDING = new RegExp(`^(?:(?:${FAMILIES.join('|')})(?:-.*)?|${SINGLE.join('|')})$`);

/** Whether the headers, by lower-case name, say that the request is passed on for somebody else. */
export function isForwarded(headers: Readonly<Record<string, string>>): boolean {
  for (const name in headers) if (FORWARDING.test(name.replaceAll('_', '-'))) return true;
  return false;
}
