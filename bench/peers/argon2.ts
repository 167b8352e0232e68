/** Verifies a password again and again, two at once, for as many seconds as its argument says; prints how many a second. */
import { hash, verify } from '@node-rs/argon2'
import { parameters } from '../../src/app/passwords.ts'

const seconds = Number(process.argv[2] ?? 5)
const password = 'lantern harbour 42'
const phc = await hash(password, parameters)
let done = 0
const began = performance.now()
const until = began + seconds * 1000
await Promise.all(
  [1, 2].map(async () => {
    while (performance.now() < until) {
      if (!(await verify(phc, password, parameters))) throw new Error('the password was not recognised')
      done++
    }
  }),
)
console.log(`rate ${done / ((performance.now() - began) / 1000)}`)
