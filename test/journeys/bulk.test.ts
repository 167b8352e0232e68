import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Browser, Download } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoPerson, readDemo } from '../../src/app/demo.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { barriers, choose, type Desk, go, openDesk } from './desk.ts'

const demo = await readDemo()
let served: Served
let browser: Browser
let leo: Desk

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  const person = demo.people.find((one) => one.key === 'leo') as DemoPerson
  leo = await openDesk(browser, served.origin, person, { width: 1280, scheme: 'light' })
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const table = async (download: Download) => parse(await readFile(await download.path()), { bom: true }) as string[][]

describe('the page of bulks', () => {
  it('a file is begun with a template, tried, done, and its result and the list of people are downloaded', async () => {
    const { page } = leo
    const main = page.getByRole('main')
    await go(page, 'Bulk')
    expect(await barriers(page)).toEqual([])
    await choose(page, 'What is done', 'Invite guests')
    const template = page.waitForEvent('download')
    await main.getByRole('link', { name: 'A file to begin with' }).click()
    expect((await table(await template))[0]?.slice(0, 2)).toEqual(['email', 'displayName'])

    await choose(page, 'What is done', 'Create people')
    const text = 'signInName,displayName\nj1@meridian.example,Joan One\nalice@meridian.example,Alice\n'
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await main.getByRole('button', { name: 'Try it' }).click()
    await main.getByRole('status').filter({ hasText: 'It is over: 1 would be done, 1 bad' }).waitFor()
    const bad = main.getByRole('region', { name: 'Bad lines' })
    expect((await bad.innerText()).replace(/\s+/g, ' ')).toContain('3 alice@meridian.example another account')
    expect(await barriers(page)).toEqual([])

    await main.getByRole('button', { name: 'Do it' }).click()
    await main.getByRole('status').filter({ hasText: 'It is over: 1 done, 1 bad' }).waitFor()
    const result = page.waitForEvent('download')
    await main.getByRole('link', { name: 'Download what came of each line' }).click()
    expect((await table(await result)).map((line) => line[2])).toEqual(['outcome', 'done', 'bad'])
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n') })
    await main.getByRole('button', { name: 'Try it' }).click()
    await main.getByRole('alert').filter({ hasText: 'bulk.file_invalid' }).waitFor()
    expect(await main.getByRole('alert').innerText()).toContain('commas are wanted')

    await main.getByRole('link', { name: /is in Jobs/ }).click()
    const jobs = main.getByRole('region', { name: 'Jobs' })
    await jobs.getByRole('row', { name: /Create people \(tried\)/ }).waitFor()
    const row = jobs.getByRole('row', { name: /Create people people\.csv over 2 of 2 1 done, 1 bad Leo/ })
    const again = page.waitForEvent('download')
    await row.getByRole('link', { name: 'Result of Create people' }).click()
    expect(await table(await again)).toHaveLength(3)
    expect(await barriers(page)).toEqual([])

    await go(page, 'People')
    await main.getByRole('searchbox', { name: 'Find people' }).fill('Joan')
    await expect.poll(() => main.getByRole('link', { name: 'Export' }).getAttribute('href')).toContain('Joan')
    await main.getByRole('link', { name: 'Joan One' }).waitFor()
    const people = page.waitForEvent('download')
    await main.getByRole('link', { name: 'Export' }).click()
    expect((await table(await people)).map((line) => line[1])).toEqual(['userPrincipalName', 'j1@meridian.example'])
    expect(leo.complaints.filter((line) => !line.includes('400'))).toEqual([])
  }, 60_000)
})
