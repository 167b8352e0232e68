import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** The newest message that the demo company's outbox keeps, to somebody where that is said, once its subject is like this. */
export async function newestMessage(page: Page, origin: string, subject: RegExp, to?: string): Promise<Locator> {
  const newest = page.locator('article', to === undefined ? {} : { hasText: to }).first()
  await expect
    .poll(async () => {
      await page.goto(`${origin}/outbox`)
      return (await newest.count()) === 0 ? '' : newest.locator('h2').innerText()
    })
    .toMatch(subject)
  return newest
}

/** The code in it, read beside the page that asks for it; `look` is what else is to be seen there. */
export async function newestCode(
  page: Page,
  origin: string,
  {
    subject = /^\d{8} is your code/,
    to,
    look,
  }: { subject?: RegExp; to?: string; look?: (outbox: Page) => Promise<void> } = {},
): Promise<string> {
  const outbox = await page.context().newPage()
  const message = await newestMessage(outbox, origin, subject, to)
  const code = (await message.locator('h2').innerText()).slice(0, 8)
  await look?.(outbox)
  await outbox.close()
  return code
}
