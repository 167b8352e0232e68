import type { Here } from '../import/here.ts'

/** The group that a file calls so, by name or id. */
export function groupCalled({ tenant }: Here, text: string) {
  const wanted = text.trim()
  return tenant.groups[wanted.toLowerCase()] ?? Object.values(tenant.groups).find(({ name }) => isCalled(name, wanted))
}

/** The product that a file calls so, by name or id. */
export function productCalled({ tenant }: Here, text: string) {
  const wanted = text.trim()
  return (
    tenant.products[wanted.toLowerCase()] ?? Object.values(tenant.products).find(({ name }) => isCalled(name, wanted))
  )
}

/** The texts of a field that holds several, with `;` between. */
export function listed(field: string | undefined): readonly string[] {
  return (field ?? '')
    .split(';')
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

/** Whether two names are one to a person. */
export const isCalled = (a: string, b: string): boolean =>
  a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase()
