/**
 * Where a request leads: oRPC resolves `..`, written plainly or encoded, before it looks for the call. What is decided by the path
 * as it was written would be decided of another call.
 */
export function resolvedPath(target: string): string {
  // Written after a host, as oRPC does: by itself `//a/b` would name one. What is no path at all leads nowhere.
  return URL.parse(`http://localhost${target.startsWith('/') ? '' : '/'}${target}`)?.pathname ?? '/'
}
