import type { AttributeValue } from '../snapshot.ts'

/** Whether mail can be sent there: one plain address, nothing that could be read as a header or as a second one (SEC-37). */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s\p{C}<>()[\]\\,;:@"]{1,64}@[\p{L}\p{M}\p{N}-]{1,63}(?:\.[\p{L}\p{M}\p{N}-]{1,63})*$/u.test(text)
  )
}

/** What an attribute of a person says of an address that is none, to which a letter could go astray (SEC-37); null where all is well. */
export function wrongAddressIn(attribute: string, value: AttributeValue | undefined): string | null {
  const isRight = Object.hasOwn(addresses, attribute) ? addresses[attribute] : undefined
  if (isRight === undefined || value === null || value === undefined) return null
  const given: readonly unknown[] = Array.isArray(value) ? value : [value]
  const wrong = given.find((one) => typeof one !== 'string' || !isRight(one))
  return wrong === undefined ? null : String(wrong)
}

/** Those that hold addresses. What is no mail stands among the proxy addresses too, such as `sip:` and `x500:`. */
const addresses: Readonly<Record<string, (text: string) => boolean>> = {
  mail: isMailAddress,
  otherMails: isMailAddress,
  proxyAddresses: (text) => {
    const [, mail] = /^smtp:(.*)$/isu.exec(text) ?? []
    return mail === undefined ? !/\p{Cc}/u.test(text) : isMailAddress(mail)
  },
}
