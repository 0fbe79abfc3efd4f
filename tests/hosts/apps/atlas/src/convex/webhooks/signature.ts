const encoder = new TextEncoder()

/** Checks a header such as `t=1700000000,v1=5257a8…` as Stripe's docs describe it. */
export async function isSignedBy(secret: string, header: string | null, body: string) {
  const parts = new Map(header?.split(',').map(part => part.split('=') as [string, string]))
  const time = parts.get('t')
  const given = parts.get('v1')
  if (time === undefined || given === undefined) return false
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const signature = await crypto.subtle.sign('HMAC', key, encoder.encode(`${time}.${body}`))
  const expected = Array.from(new Uint8Array(signature), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
  return expected === given
}
