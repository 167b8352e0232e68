/** What no page of anybody else's can send along; and, once it is known, whose page it is. */
export const ours: Record<string, string> = { 'x-admit-csrf': '1' }

/** From now on the page asks as this person alone, whomever the browser is switched to. */
export function askAs(accountId: string): void {
  ours['x-admit-account'] = accountId
}
