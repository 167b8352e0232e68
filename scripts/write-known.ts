// Writes src/app/passwords/known.bin from the lists of the packages that package.json names for it: `npm run docs:known`.
import { writeFile } from 'node:fs/promises'
import { knownFile, stolenIn } from '../src/app/passwords/known-form.ts'
import { knownPasswords } from './known-passwords.ts'

const known = await knownPasswords()
const file = knownFile(known)
await writeFile('src/app/passwords/known.bin', file)
console.log(`${stolenIn(file)} stolen passwords, and ${known.size - stolenIn(file)} words, names and phrases`)
