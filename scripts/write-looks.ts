// Writes src/core/naming/looks.ts from the data of Unicode that this Node carries: `npm run docs:looks`.
import { readFile, writeFile } from 'node:fs/promises'
import { confusablesOf } from './confusables.ts'
import { looksModule, looksOf } from './looks.ts'

const looks = looksOf(confusablesOf(await readFile(process.execPath)))
await writeFile('src/core/naming/looks.ts', looksModule(looks, process.versions['unicode'] as string))
console.log(`${looks.size} characters that look like others`)
