import type { DemoPerson } from '../../src/app/demo.ts'
import { type Seen, unusedCode, type Visitor } from './visitor.ts'

/** Opens an address and proves who one is, as far as name, password and code are asked for; nobody stays signed in. */
export async function signInAt(visitor: Visitor, address: string, person: DemoPerson): Promise<Seen> {
  let page = await visitor.open(address)
  for (let i = 0; i < 5 && !page.html.includes('role="alert"'); i++) {
    if (page.html.includes('<h1>Sign in</h1>')) page = await visitor.send({ name: person.signInName })
    else if (page.html.includes('<h1>Enter your password</h1>'))
      page = await visitor.send({ password: person.password })
    else if (page.html.includes('<h1>Enter your code</h1>')) {
      page = await visitor.send({ code: await unusedCode(person.totpSecret as string) })
    } else if (page.html.includes('<h1>Choose an account</h1>')) page = await visitor.send({ account: 'another' })
    else break
  }
  return page
}
