// Writes docs/reasons/ from the gates: `npm run docs:reasons`.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { describeReasons } from './describe-reasons.ts'

const folder = 'docs/reasons'
const pages = describeReasons(await readFile('src/core/gates/index.ts', 'utf8'))
await mkdir(folder, { recursive: true })
for (const name of await readdir(folder)) if (!pages.has(name)) await rm(`${folder}/${name}`)
for (const [name, text] of pages) await writeFile(`${folder}/${name}`, text)
console.log(`${pages.size} pages in ${folder}`)
