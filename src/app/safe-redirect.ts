/** Whether codes may be sent there (SEC-23): https, this machine, or a scheme an app keeps to itself; never a pattern. */
export function isSafeRedirect(address: string): boolean {
  if (address.includes('*')) return false
  const parsed = URL.parse(address)
  if (parsed === null || parsed.hash !== '' || parsed.username !== '') return false
  if (parsed.protocol === 'https:') return true
  if (parsed.protocol === 'http:') return ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)
  return /^[a-z][a-z0-9+-]*\.[a-z0-9+.-]+:$/.test(parsed.protocol)
}
