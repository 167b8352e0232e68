import type { DemoPerson } from '../../src/app/demo.ts'
import { codeNow, type Seen, type Visitor } from './visitor.ts'

/** How many codes each person has given: each counts once. */
const given = new Map<string, number>()

/** Opens an address and proves who one is, as far as name, password and code are asked for; nobody stays signed in. */
export async function signInAt(visitor: Visitor, address: string, person: DemoPerson): Promise<Seen> {
  let page = await visitor.open(address)
  for (let i = 0; i < 5 && !page.html.includes('role="alert"'); i++) {
    if (page.html.includes('<h1>Sign in</h1>')) page = await visitor.send({ name: person.signInName })
    else if (page.html.includes('<h1>Enter your password</h1>'))
      page = await visitor.send({ password: person.password })
    else if (page.html.includes('<h1>Enter your code</h1>')) {
      const step = given.get(person.id) ?? 0
      given.set(person.id, step + 1)
      page = await visitor.send({ code: codeNow(person.totpSecret as string, step) })
    } else if (page.html.includes('<h1>Choose an account</h1>')) page = await visitor.send({ account: 'another' })
    else break
  }
  return page
}
