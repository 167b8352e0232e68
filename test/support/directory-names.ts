import fc from 'fast-check'

/** Ids and names that random changes speak of and random directories hold, some of which are nobody's. */
export const accounts = ['alice', 'alice', 'alice', 'bob']
export const groups = ['sales-licences', 'lyon', 'crm-users', 'contractors', 'staff', 'gone', 'helpers']
export const products = ['sales-pro', 'office-basic', 'nothing']
export const plans = ['crm-plan', 'mail-plan']
export const policies = ['second-factor', 'contractors-out', 'away']
export const locations = ['office', 'sydney', 'gone']
export const apps = ['crm', 'crm', 'ledger']
export const roles = ['helpdesk', 'user-admin', 'global-admin']
export const units = ['lyon-office', 'gone']
export const scopes = ['openid', 'profile', 'api://crm/access', 'api://crm/export']
export const rules = ['user.department -eq "Sales"', 'user.city -eq "Lyon"', 'this is no rule']

export const from = <T>(list: readonly T[]) => fc.constantFrom(...list)
export const some = <T>(list: readonly T[]) => fc.subarray([...list])
export const accountId = from(accounts)
export const groupId = from(groups)
export const productId = from(products)
export const appId = from(apps)
export const unitId = from(units)
export const providerId = from(['fabrikam', 'contoso', 'gone'])
