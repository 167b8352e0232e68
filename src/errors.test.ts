import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AppError, errors } from './errors.ts'

describe('the table of errors', () => {
  // The text too: of two rows with one code, the object would silently keep the second.
  const text = readFileSync(new URL('./errors.ts', import.meta.url), 'utf8')
  const written = [...text.matchAll(/^ {2}'?([\w.]+)'?: \{ status/gm)].map(([, code]) => code)

  it('has each code once, in alphabetical order', () => {
    expect(written.length).toBeGreaterThan(40)
    expect(written).toEqual(Object.keys(errors))
    expect(written).toEqual([...new Set(written)].sort())
  })

  it.each(Object.entries(errors))('%s names its area and what is wrong, with a status and a sentence', (code, row) => {
    if (code !== 'internal') expect(code).toMatch(/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/)
    expect(row.status).toBeGreaterThanOrEqual(400)
    expect(row.status).toBeLessThan(600)
    expect(row.title).toMatch(/^[A-Z].*[^.]$/)
  })
})

it('an AppError carries what its row says, and the details', () => {
  const error = new AppError('user.name_taken', { name: 'ana@meridian.example' })
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({
    name: 'AppError',
    code: 'user.name_taken',
    status: 409,
    message: errors['user.name_taken'].title,
    details: { name: 'ana@meridian.example' },
  })
  expect(new AppError('internal').details).toEqual({})
})
