/**
 * The cookie's name. With `__Host-` a browser takes it only over HTTPS and keeps it to this very host (RFC 6265bis §4.1.3.2);
 * plain HTTP is spoken on loopback alone, where a browser would drop such a cookie.
 */
export function sessionCookie(publicUrl: string): { name: string; secure: boolean } {
  const secure = publicUrl.startsWith('https:')
  return { name: secure ? '__Host-session' : 'session', secure }
}
