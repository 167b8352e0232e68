import md4 from 'js-md4'

/** The NT hash of a password, in hexadecimal: MD4 of it in UTF-16 ([MS-NLMP] §3.3.1). OpenSSL 3 has no MD4 any more. */
export function ntHash(password: string): string {
  // Asked at once it would have OpenSSL do it, which refuses.
  return md4.create().update(Buffer.from(password, 'utf16le')).hex()
}
