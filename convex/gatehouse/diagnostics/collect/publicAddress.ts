/** Names that only resolve inside a network, or are reserved for it (RFC 6761, 6762, 8375). */
const INSIDE_NAME =
  /(^|\.)(localhost|local|internal|localdomain|lan|home|corp|intranet|home\.arpa)$/;

/** IPv4 ranges that are not on the public internet (IANA special-purpose registry, RFC 6890). */
const SPECIAL_IPV4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

const toNumber = (ipv4: string): number =>
  ipv4.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

const isPublicIpv4 = (ipv4: string): boolean =>
  !SPECIAL_IPV4.some(([start, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(toNumber(ipv4) / size) === Math.floor(toNumber(start) / size);
  });

function groupsOf(ipv6: string): number[] {
  const [head = "", tail] = ipv6.split("::");
  const parse = (part: string): number[] =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const [before, after] = [parse(head), parse(tail ?? "")];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: zeros }, () => 0), ...after];
}

// Only global unicast is public; of it, ranges that carry other addresses inside are not.
function isPublicIpv6(ipv6: string): boolean {
  const [first = 0, second = 0] = groupsOf(ipv6);
  const isGlobal = first >= 0x2000 && first <= 0x3fff;
  const isProtocol = first === 0x2001 && (second < 0x0200 || second === 0x0db8);
  const isCarrier = first === 0x2002 || (first === 0x3fff && second < 0x1000);
  return isGlobal && !isProtocol && !isCarrier;
}

/**
 * Whether a host can be on the public internet, judged by its form alone: a public IP address, or a
 * name that is not reserved for the inside of a network. What a name resolves to is not looked up.
 * @param hostname as in `new URL(…).hostname`, which already turns decimal, octal and hexadecimal
 * forms of IPv4 into the dotted one.
 */
export function isPublicHost(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, "");
  if (name.startsWith("[")) return isPublicIpv6(name.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(name)) return isPublicIpv4(name);
  return name.includes(".") && !INSIDE_NAME.test(name);
}
