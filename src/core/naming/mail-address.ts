/** Whether mail can be sent there: one plain address, nothing that could be read as a header or as a second one (SEC-37). */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s\p{C}<>()[\]\\,;:@"]{1,64}@[\p{L}\p{M}\p{N}-]{1,63}(?:\.[\p{L}\p{M}\p{N}-]{1,63})*$/u.test(text)
  )
}
