import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeReasons } from '../scripts/describe-reasons.ts'
import { reasonExamples } from '../scripts/reason-examples.ts'
import { explain } from '../src/core/explain/explain.ts'
import { causes, gates } from '../src/core/gates/index.ts'
import { root } from './walls.ts'

const folder = join(root, 'docs/reasons')
const pages = describeReasons(readFileSync(join(root, 'src/core/gates/index.ts'), 'utf8'))
const codes = [...gates, ...causes].flatMap((gate) => Object.values(gate.reasons).map(({ code }) => code))

describe('the pages of reasons', () => {
  it('are one for each reason, and an index', () => {
    expect([...pages.keys()].sort()).toEqual(['README.md', ...codes.map((code) => `${code}.md`)].sort())
    expect(Object.keys(reasonExamples).sort()).toEqual([...codes].sort())
  })

  it('are all on disk, and no others: `npm run docs:reasons` writes them', () =>
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort()))

  it.each([...pages])('%s says what the gates say: else `npm run docs:reasons`', (name, text) =>
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text),
  )

  it('name every reason in the index, in the order of the list', () =>
    expect([...(pages.get('README.md') ?? '').matchAll(/^\| \[([A-Z-]+)\]/gm)].map(([, code]) => code)).toEqual(codes))

  it('link to pages that are there', () => {
    for (const [name, text] of pages)
      for (const [, to] of text.matchAll(/\]\(([^)]+)\)/g)) expect(pages.has(to as string), `${name}: ${to}`).toBe(true)
  })

  it.each(codes)('%s shows the headline that its example really has', (code) => {
    const { headline } = explain(reasonExamples[code]!.snapshot)
    expect(pages.get(`${code}.md`)).toContain(`\n> ${headline}\n`)
  })

  it('leave nothing to be filled in', () => {
    for (const [name, text] of pages) expect(text, name).not.toMatch(/\{\w+\}(?!.*")|undefined|NaN|\[object/)
  })
})
